import { parseOptions } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { firstDay } from './first-day.ts';
import { type Rebuilt, rebuild } from './gallery/rebuild.ts';
import { progressLine } from './progress-line.ts';
import { openStore } from './rules/open-store.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import type { LoadDeployed } from './rules/rules-store.ts';

const options = {
  since: { type: 'string' },
  ...pipelineOptions,
} as const;

/** `intellicam gallery`: makes the page's index anew. */
export async function galleryCommand(
  [verb, ...args]: readonly string[],
  loadDeployed: LoadDeployed,
): Promise<number> {
  if (verb !== 'rebuild') throw new UsageError('say what to do with the gallery: rebuild');
  const values = parseOptions(args, options);
  const firstIn = values.since === undefined ? () => '' : firstDay(values.since, new Date());
  const store = await openStore(values, loadDeployed);
  const progress = progressLine();
  try {
    return await store.orOneSentence('rebuild the gallery', async () => {
      const rebuilt = await rebuild(store, {
        since: firstIn(store.timeZone),
        now: () => new Date(),
        onDay: (done, of, pictures) =>
          progress.show(`${done} of ${of} days, ${pictures} pictures listed`),
      });
      progress.clear();
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ place: store.name, ...rebuilt })}\n`
          : `${store.name}: ${sentence(rebuilt)}\n`,
      );
      return rebuilt.unreadable > 0 ? 1 : 0;
    });
  } finally {
    progress.clear();
    await store.close();
  }
}

function sentence(rebuilt: Rebuilt): string {
  const { days, skipped, pictures, removed, thumbnailsMade, unreadable } = rebuilt;
  const more = [
    ...(skipped > 0 ? [`${skipped} days were done before`] : []),
    ...(removed > 0 ? [`${removed} entries without a record removed`] : []),
    ...(thumbnailsMade > 0 ? [`${thumbnailsMade} thumbnails made again`] : []),
    ...(unreadable > 0 ? [`${unreadable} records cannot be read`] : []),
  ];
  return [`${pictures} pictures of ${days} days listed`, ...more].join('; ');
}
