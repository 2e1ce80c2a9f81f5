import type { Verdict } from '../../contracts/feedback.ts';
import {
  DaySummarySchema,
  GalleryDaySchema,
  GalleryDaysSchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import { csvKeysOf, turnsRound } from '../../contracts/picture-places.ts';
import { readDocument } from '../../runtime/read-document.ts';
import { readRecord } from '../../runtime/read-record.ts';
import type { FaultPicture } from './pictures.ts';
import type { Pipeline, Upload } from './pipeline.ts';

const folders = { alarm: 'jpg_alarm/', quiet: 'jpg_quiet/', rejected: 'jpg_error/' } as const;

/** What is to have become of a picture. */
export type Fortune = {
  readonly outcome: FaultPicture['kind'];
  /** What its owner said of it last. */
  readonly verdict?: Verdict;
  /** It was filed, and then deleted by its age: nobody who came later found it. */
  readonly isExpired?: boolean;
};

const asItIs = ({ picture }: Upload): Fortune => ({ outcome: picture.kind });

/**
 * What is wrong after everything has come to rest: each picture that was taken has to lie in the one
 * folder that it belongs to, byte for byte, with its record, its place in the index and its message;
 * and nothing may be there that nobody uploaded.
 */
export async function checkConservation(
  run: Pipeline,
  fortuneOf: (upload: Upload) => Fortune = asItIs,
): Promise<readonly string[]> {
  const { store, uploads, queues } = run;
  const keys = store.keys();
  const filed = await Promise.all(
    keys
      .filter((key) => Object.values(folders).some((folder) => key.startsWith(folder)))
      .filter((key) => !/^jpg_error\/.*\.json$/s.test(key))
      .map(async (key) => ({ key, bytes: Buffer.from((await store.get(key))?.bytes ?? []) })),
  );
  const entries = await listed();
  const found = await Promise.all(uploads.map((one) => problemsOf(one, fortuneOf(one))));
  const unexpected = filed.filter(
    ({ bytes }) => !uploads.some(({ picture }) => bytes.equals(picture.bytes)),
  );
  const expired = uploads.filter((one) => fortuneOf(one).isExpired);
  const dead = queues.dead.filter(
    ({ body }) => !expired.some(({ imageId }) => body.includes(imageId)),
  );
  return [
    ...found.flat(),
    ...unexpected.map(({ key }) => `${key}: nobody uploaded it`),
    ...keys.filter((key) => key.startsWith('upload/')).map((key) => `${key}: was left behind`),
    // Whoever came to count what has expired found nothing to list, and gave it up.
    ...(expired.length > 0 || (await counted()) === entries.length
      ? []
      : ['summaries: do not count what is listed']),
    ...dead.map(({ queue, body }) => `${queue}: dead letter ${body.slice(0, 200)}`),
  ];

  async function problemsOf(upload: Upload, fortune: Fortune): Promise<readonly string[]> {
    const { imageId, key, picture } = upload;
    const { outcome, verdict = 'none', isExpired = false } = fortune;
    const places = filed.filter(({ bytes }) => bytes.equals(picture.bytes));
    const wrong = places.filter((place) => !place.key.startsWith(folderOf(outcome, verdict)));
    const records = keys.filter((one) => one.startsWith('records/') && one.includes(imageId));
    const thumbnails = keys.filter((one) => one.endsWith(`/${imageId}.jpg`));
    const own = entries.filter((one) => one.imageId === imageId);
    const messages = run.told.filter((id) => id === imageId).length;
    const problems = [
      places.length === 1 || (isExpired && places.length === 0)
        ? []
        : `lies in ${places.length} places`,
      wrong.map((place) => `lies in ${place.key}`),
      records.length === 1 ? [] : `has ${records.length} records`,
      own.length === 1 || (isExpired && own.length === 0) ? [] : `is listed ${own.length} times`,
      own.every((one) => one.outcome === outcome) ? [] : 'is listed as what it is not',
      own.every((one) => (one.judgement?.verdict ?? 'none') === verdict) || isExpired
        ? []
        : 'is listed with another judgement',
      thumbnails.length === (outcome === 'rejected' ? 0 : 1) || isExpired
        ? []
        : `has ${thumbnails.length} thumbnails`,
      isExpired || (await hasLabels(records, fortune)) ? [] : 'has its labels elsewhere',
      (outcome === 'alarm') === messages > 0 ? [] : `${messages} messages`,
      outcome !== 'rejected' || isTold() ? [] : 'nobody was told of any',
    ];
    return problems.flat().map((problem) => `${key} (${outcome}, ${imageId}): ${problem}`);
  }

  async function hasLabels(records: readonly string[], { outcome, verdict = 'none' }: Fortune) {
    const event = (await readRecord(store, records[0] ?? ''))?.event;
    if (outcome === 'rejected' || event?.type !== 'ImageClassified') return outcome === 'rejected';
    const { imageId, destinationKey: filedKey } = event.detail;
    const csv = csvKeysOf(filedKey, imageId);
    if (csv === undefined || !keys.includes(csv.filed)) return false;
    // One that was written and not recorded, before the owner's list changed, stays behind.
    return keys.includes(csv.turned) || !turnsRound({ outcome }, verdict);
  }

  // Several that cannot be read are told of together.
  function isTold(): boolean {
    return run.told.some((id) => id.includes('-rejected-'));
  }

  // As the page finds them, from the list of days on.
  async function listed(): Promise<readonly GalleryEntry[]> {
    const { days = [] } = (await readDocument(store, galleryDaysKey, GalleryDaysSchema)) ?? {};
    const read = days.map(async (day) => {
      const { shards = [] } =
        (await readDocument(store, galleryDayKey(day), GalleryDaySchema)) ?? {};
      return Promise.all(
        shards.map((one) =>
          readDocument(store, galleryShardKey({ day, ...one }), GalleryShardSchema),
        ),
      );
    });
    const found = (await Promise.all(read)).flat();
    return found.flatMap((shard) => Object.values(shard?.entries ?? {}));
  }

  async function counted(): Promise<number> {
    const summaries = await Promise.all(
      keys
        .filter((key) => /^gallery\/index\/\d{4}-\d\d-\d\d\/summary\.json$/.test(key))
        .map((key) => readDocument(store, key, DaySummarySchema)),
    );
    return summaries
      .flatMap((summary) => Object.values(summary?.cameras ?? {}))
      .flatMap((hours) => Object.values(hours))
      .reduce((sum, { alarm, quiet, rejected }) => sum + alarm + quiet + rejected, 0);
  }
}

function folderOf(outcome: Fortune['outcome'], verdict: Verdict): string {
  if (outcome === 'rejected' || !turnsRound({ outcome }, verdict)) return folders[outcome];
  return outcome === 'alarm' ? folders.quiet : folders.alarm;
}
