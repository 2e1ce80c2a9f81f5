import { findRecord } from './rules/find-record.ts';
import { openStore } from './rules/open-store.ts';
import { parseArguments } from './rules/parse-arguments.ts';
import { whyText } from './rules/print-why.ts';
import { readTelling } from './rules/read-telling.ts';
import type { LoadDeployed } from './rules/rules-store.ts';
import { tellingText } from './rules/telling-text.ts';

const what = 'a picture: its id, its key in any folder, or the key of its record';

/** `intellicam why`: which rules judged a picture, what each made of it, and who was told. */
export async function whyCommand(
  args: readonly string[],
  loadDeployed: LoadDeployed,
): Promise<number> {
  const given = parseArguments(args, { what, allowed: ['data', 'config'] });
  const store = await openStore(given, loadDeployed);
  try {
    return await store.orOneSentence(`find ${given.subject}`, async () => {
      const record = await findRecord(store, given.subject);
      if (record === undefined) {
        process.stderr.write(`intellicam: ${store.name} has no decision on ${given.subject}\n`);
        return 1;
      }
      const telling = await readTelling(store.blobs, record);
      process.stdout.write(
        given.json
          ? `${JSON.stringify({ ...record, ...telling })}\n`
          : whyText(record, store.timeZone) + tellingText(telling, store.timeZone),
      );
      return 0;
    });
  } finally {
    await store.close();
  }
}
