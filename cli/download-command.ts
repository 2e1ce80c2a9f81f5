import { parseOptions } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { type Downloaded, download } from './download/download.ts';
import { listedPictures } from './download/listed-pictures.ts';
import { progressLine } from './progress-line.ts';
import { openStore } from './rules/open-store.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import type { LoadDeployed } from './rules/rules-store.ts';

const options = {
  day: { type: 'string' },
  camera: { type: 'string' },
  outcome: { type: 'string' },
  to: { type: 'string' },
  ...pipelineOptions,
} as const;

const outcomes = ['alarm', 'quiet', 'rejected'] as const;
const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** `intellicam download`: the pictures of a day as files. */
export async function downloadCommand(
  args: readonly string[],
  loadDeployed: LoadDeployed,
): Promise<number> {
  const values = parseOptions(args, options);
  const day = parseDay(values.day);
  const choice = { camera: values.camera, outcome: parseOutcome(values.outcome) };
  const folder = values.to ?? `intellicam-${day}`;
  const store = await openStore(values, loadDeployed);
  const progress = progressLine();
  try {
    return await store.orOneSentence(`download the pictures of ${day}`, async () => {
      const entries = await listedPictures(store, day, choice);
      if (entries === undefined) {
        process.stderr.write(
          `intellicam: ${store.name} lists no pictures of ${day}; intellicam gallery rebuild lists them anew\n`,
        );
        return 1;
      }
      const onPicture = (done: number) => progress.show(`${done} of ${entries.length} pictures`);
      const downloaded = await download(store, entries, { folder, onPicture });
      progress.clear();
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ folder, ...downloaded })}\n`
          : `${folder}: ${sentence(downloaded)}\n`,
      );
      return downloaded.differing > 0 ? 1 : 0;
    });
  } finally {
    progress.clear();
    await store.close();
  }
}

function sentence({ written, kept, differing, gone }: Downloaded): string {
  const more = [
    ...(kept > 0 ? [`${kept} were there already`] : []),
    ...(gone > 0 ? [`${gone} have been deleted meanwhile`] : []),
    ...(differing > 0 ? [`${differing} files there are others, and were left alone`] : []),
  ];
  return [`${written} pictures written`, ...more].join('; ');
}

function parseDay(text: string | undefined): string {
  if (text === undefined) throw new UsageError('name a day, such as --day 2026-11-20');
  if (dayPattern.test(text)) return text;
  throw new UsageError(`--day needs a day, such as 2026-11-20, not "${text}"`);
}

function parseOutcome(text: string | undefined) {
  const outcome = outcomes.find((one) => one === text);
  if (text === undefined || outcome !== undefined) return outcome;
  throw new UsageError(`--outcome needs alarm, quiet or rejected, not "${text}"`);
}
