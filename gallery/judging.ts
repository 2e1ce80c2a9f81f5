import { createContext } from 'preact';
import type { Judgement, Verdict } from '../contracts/feedback.ts';
import type { ListedEntry } from './select-entries.ts';

/** Saying what a picture really was. */
export type Judging = {
  /** False where nobody takes judgements. */
  readonly isPossible: boolean;
  /** What was said since the page was opened, by image; the index learns of it later. */
  readonly given: ReadonlyMap<string, Judgement>;
  readonly judge: (entry: ListedEntry, verdict: Verdict) => void;
  /** Takes the last one back and says of which picture it was; undefined when there is none. */
  readonly undo: (() => ListedEntry) | undefined;
  /** Why the last one did not arrive. */
  readonly failure: string | undefined;
};

/** The judging of the page that a component is on. */
export const JudgingContext = createContext<Judging>({
  isPossible: false,
  given: new Map(),
  judge: () => undefined,
  undo: undefined,
  failure: undefined,
});
