import { UnansweredError } from './ask.ts';
import { kindOfFailure, whyUnanswered } from './why-unanswered.ts';

/** What one examination came to. */
export type Finding = {
  /** What was examined, e.g. `alarm topic`. */
  readonly check: string;
  /** `unknown`: it could not be examined. */
  readonly state: 'ok' | 'warning' | 'problem' | 'unknown';
  readonly found: string;
  /** What the owner should do; a command stands in a line of its own. */
  readonly todo?: string;
};

/** Makes one examination; when it cannot be made, that is what was found. */
export async function examine(
  check: string,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const found = `This could not be examined: ${whyUnanswered(error)}.`;
    const todo = todoFor(error);
    return [{ check, state: 'unknown', found, ...(todo === undefined ? {} : { todo }) }];
  }
}

function todoFor(error: unknown): string | undefined {
  if (!(error instanceof UnansweredError)) return undefined;
  if (kindOfFailure(error.cause) !== 'denied') return undefined;
  return `Allow ${error.right} to your user or role, or ask somebody who may.`;
}
