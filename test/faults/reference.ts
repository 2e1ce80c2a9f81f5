import type { Verdict } from '../../contracts/feedback.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { readRecord } from '../../runtime/read-record.ts';
import { checkConservation, type Fortune } from './check-conservation.ts';
import type { Pipeline, Upload } from './pipeline.ts';

// A process looks at the owner's list again after so long.
const listAgeMilliseconds = 5_000;

/** What is known of a life from outside: everything that people and cameras did. */
export type Reference = ReturnType<typeof reference>;

/** A model of the pipeline that is simpler than it: what was done, and what is to have come of it. */
export function reference(run: Pipeline) {
  const lists = [{ at: Number.NEGATIVE_INFINITY, rings: true }];
  const judged = new Map<Upload, { readonly verdict: Verdict; readonly isAccepted: boolean }>();
  const expired = new Set<Upload>();
  const poisons: string[] = [];
  return { lists, judged, expired, poisons, recordOf, problems };

  async function recordOf({ imageId }: Upload): Promise<ImageRecord | undefined> {
    const key = run.store.keys().find((one) => isRecord(one) && one.includes(imageId));
    return key === undefined ? undefined : readRecord(run.store, key);
  }

  async function problems(): Promise<readonly string[]> {
    const fortunes = new Map<Upload, Fortune>();
    for (const upload of run.uploads) fortunes.set(upload, await fortuneOf(upload));
    const found = await checkConservation(run, (one) => fortunes.get(one) ?? { outcome: 'quiet' });
    const dead = run.queues.dead.map(({ body }) => body);
    return [
      ...found.filter((problem) => !/: dead letter poison/.test(problem)),
      ...poisons.filter((one) => !dead.includes(one)).map((one) => `${one}: is not given up`),
      ...(run.faults.length === 0 ? twice() : []),
    ];
  }

  async function fortuneOf(upload: Upload): Promise<Fortune> {
    const record = await recordOf(upload);
    return {
      outcome: record === undefined ? upload.picture.kind : outcomeOf(upload, record),
      verdict: judged.get(upload)?.verdict ?? 'none',
      isExpired: expired.has(upload),
    };
  }

  // What it is to be, unless the owner's list of that moment says what the record does.
  function outcomeOf({ picture }: Upload, { event, recordedAt }: ImageRecord): Fortune['outcome'] {
    if (picture.kind !== 'alarm' || event.type !== 'ImageClassified') return picture.kind;
    const at = Date.parse(recordedAt);
    const before = lists.filter((list) => list.at < at - listAgeMilliseconds).slice(-1);
    const since = lists.filter((list) => list.at >= at - listAgeMilliseconds && list.at <= at);
    const { outcome } = event.detail;
    const isOfList = [...before, ...since].some(({ rings }) => rings === (outcome === 'alarm'));
    return isOfList ? outcome : outcome === 'alarm' ? 'quiet' : 'alarm';
  }

  // Where nothing broke, nothing is done twice.
  function twice(): readonly string[] {
    const more = (things: readonly string[]) =>
      [...new Set(things)].map((one) => [one, things.filter((other) => other === one).length]);
    return [
      ...more(run.told).map(([id, times]) => [id, 'was told of', times] as const),
      ...more(run.paid).map(([etag, times]) => [etag, 'was paid', times] as const),
    ].flatMap(([what, did, times]) => (times === 1 ? [] : [`${what}: ${did} ${times} times`]));
  }
}

function isRecord(key: string): boolean {
  return key.startsWith('records/');
}
