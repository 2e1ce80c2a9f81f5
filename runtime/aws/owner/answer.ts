import { whyUnanswered } from './why-unanswered.ts';

/** What was read, or why it could not be. */
export type Answer<Value> = Value | Unknown;
export type Unknown = { readonly unknown: string };

/** Keeps one question without an answer from hiding the others. */
export async function answerOf<Value>(asking: Promise<Value>): Promise<Answer<Value>> {
  try {
    return await asking;
  } catch (error) {
    return { unknown: whyUnanswered(error) };
  }
}

export function isUnknown<Value>(answer: Answer<Value>): answer is Unknown {
  return typeof answer === 'object' && answer !== null && 'unknown' in answer;
}
