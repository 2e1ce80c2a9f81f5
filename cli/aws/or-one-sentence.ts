import { UnansweredError } from '../../runtime/aws/owner/ask.ts';
import { whyUnanswered } from '../../runtime/aws/owner/why-unanswered.ts';

/** Runs what asks AWS; that AWS gave no answer is one sentence for the owner, and no stack. */
export async function orOneSentence(what: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UnansweredError)) throw error;
    process.stderr.write(`intellicam: ${what}: ${whyUnanswered(error)}\n`);
    return 1;
  }
}
