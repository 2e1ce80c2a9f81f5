import type { DeadLetter, DeadLetters } from '../../runtime/dead-letters.ts';
import { describeMessage } from './describe-message.ts';

const mostRead = 1_000;

/** The dead letters that are about a picture, with their queues. */
export async function lettersAbout(
  deadLetters: DeadLetters,
  picture: { readonly imageId?: string | undefined; readonly key?: string | undefined },
): Promise<readonly { readonly queue: string; readonly letter: DeadLetter }[]> {
  const counts = await deadLetters.counts();
  const found = [];
  for (const { queue } of counts.filter(({ count }) => count > 0)) {
    for (const letter of await deadLetters.read(queue, mostRead)) {
      const about = describeMessage(letter.body);
      const isSame =
        (about.imageId !== undefined && about.imageId === picture.imageId) ||
        (about.key !== undefined && about.key === picture.key);
      if (isSame) found.push({ queue, letter });
    }
  }
  return found;
}
