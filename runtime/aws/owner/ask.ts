import { isAwsError } from '../aws-error.ts';

/** AWS gave no answer that can be used; `right` is what whoever asks has to be allowed. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly right: string;

  constructor(right: string, cause: unknown) {
    super(`ask AWS for ${right}`, { cause });
    this.right = right;
  }
}

/** Asks AWS one question, such that a failure knows which right it takes. */
export async function ask<Answer>(right: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw new UnansweredError(right, error);
  }
}

/** Asks about something that may be gone: undefined then. `absent` is how AWS calls that. */
export async function askAbout<Answer>(
  right: string,
  absent: readonly string[],
  send: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await send();
  } catch (error) {
    if (isAwsError(error, ...absent)) return undefined;
    throw new UnansweredError(right, error);
  }
}
