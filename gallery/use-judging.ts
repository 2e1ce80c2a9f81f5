import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { Judgement, Verdict } from '../contracts/feedback.ts';
import type { Judging } from './judging.ts';
import type { ListedEntry } from './select-entries.ts';
import { sendVerdict } from './send-verdict.ts';

type Step = { readonly entry: ListedEntry; readonly before: Verdict };

/** Judges at once what is seen, and takes it back when it did not arrive. */
export function useJudging(isPossible: boolean): Judging {
  const [given, setGiven] = useState<ReadonlyMap<string, Judgement>>(new Map());
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [failure, setFailure] = useState<string>();
  // One after the other: what was said last is to arrive last.
  const sending = useRef(Promise.resolve());

  const say = useCallback((entry: ListedEntry, verdict: Verdict, step: Step | undefined) => {
    const { imageId } = entry;
    const judgement = { verdict, givenAt: new Date().toISOString() };
    setGiven((known) => new Map(known).set(imageId, judgement));
    setFailure(undefined);
    sending.current = sending.current
      .then(() => sendVerdict(entry.recordKey, verdict))
      .catch(() => {
        setGiven((known) => without(known, imageId, judgement));
        setSteps((done) => done.filter((other) => other !== step));
        setFailure('Your judgement did not arrive. Please try again.');
      });
  }, []);
  const judge = useCallback((entry: ListedEntry, verdict: Verdict) => {
    const step = { entry, before: entry.judgement?.verdict ?? 'none' };
    setSteps((done) => [...done, step]);
    say(entry, verdict, step);
  }, []);
  const last = steps.at(-1);
  const undo = useMemo(
    () =>
      last &&
      (() => {
        setSteps((done) => done.filter((step) => step !== last));
        say(last.entry, last.before, undefined);
        return last.entry;
      }),
    [last],
  );
  return useMemo(
    () => ({ isPossible, given, judge, undo, failure }),
    [isPossible, given, judge, undo, failure],
  );
}

function without(
  given: ReadonlyMap<string, Judgement>,
  imageId: string,
  judgement: Judgement,
): ReadonlyMap<string, Judgement> {
  if (given.get(imageId) !== judgement) return given;
  const left = new Map(given);
  left.delete(imageId);
  return left;
}
