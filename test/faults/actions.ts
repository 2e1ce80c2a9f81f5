import fc from 'fast-check';
import { type Verdict, verdicts } from '../../contracts/feedback.ts';
import { alarmListKey } from '../../contracts/object-key.ts';
import { turnsRound } from '../../contracts/picture-places.ts';
import { acceptFeedback } from '../../services/feedback/accept-feedback.ts';
import type { FaultPicture } from './pictures.ts';
import type { Pipeline } from './pipeline.ts';
import type { Reference } from './reference.ts';

const minute = 60_000;
const quietDays = 2;
const clockConsumers = ['sweeper', 'watchman', 'reporter'];
const busConsumers = ['classifier', 'mover', 'thumbnailer', 'notifier', ...clockConsumers];
const cameras = ['garden', 'door'];
// Few names, so that pictures are uploaded over others again and again.
const files = ['20261120-140219.jpg', 'snapshot.jpg', 'ä +%2B "<b>.jpg'];

/** A run of the pipeline, what is known of it, and what a camera still has. */
export type Life = {
  readonly run: Pipeline;
  readonly known: Reference;
  readonly pictures: readonly FaultPicture[];
  /** Whether a camera's picture takes the place of another of its name. */
  readonly overwrites: boolean;
  /** So often the labeler is not to be had. */
  throttled: number;
};

type Act = (life: Life, at: number) => unknown;

/** What may happen, and how often. */
const acts: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
  upload: [8, upload],
  deliver: [16, deliver],
  duplicate: [3, ({ run }, at) => run.again(at)],
  redrive: [2, ({ run }) => run.queues.redrive()],
  wait: [3, ({ run }, at) => run.wait((at / 100) * minute)],
  tick: [3, tick],
  throttle: [1, throttle],
  poison: [1, poison],
  'change the list': [2, changeList],
  judge: [3, judge],
  replay: [1, ({ run }) => run.replay()],
  expire: [1, expire],
};

/** One thing that happens, and a number that says to what. */
export const anyAction = fc.oneof(
  ...Object.entries(acts).map(([does, [weight]]) => ({
    ...{ weight, arbitrary: fc.record({ does: fc.constant(does), at: fc.nat(1_000) }) },
  })),
);

/** Does it. */
export async function act(life: Life, { does, at }: { does: string; at: number }): Promise<void> {
  await acts[does]?.[1](life, at);
}

/** Whoever got no answer says it again. */
export async function judgeAgain(life: Life): Promise<void> {
  for (const [upload, { verdict, isAccepted }] of life.known.judged) {
    if (!isAccepted) await say(life, life.run.uploads.indexOf(upload), () => verdict);
  }
}

async function upload({ run, pictures, overwrites }: Life, at: number): Promise<void> {
  const number = run.uploads.length;
  const picture = pictures[number];
  if (picture === undefined) return;
  const unique = overwrites ? '' : `${number}/`;
  await run.upload(`upload/${cameras[at % 2]}/${unique}${files[at % 3]}`, picture);
}

async function deliver({ run }: Life, at: number): Promise<void> {
  for (let message = 0; message <= at % 5; message += 1) await run.deliver();
}

/** The clock wakes those who listen to it, after up to a day and a half. */
async function tick({ run }: Life, at: number): Promise<void> {
  run.wait(2 * at * minute);
  for (const consumer of clockConsumers) await run.wake(consumer);
}

function throttle(life: Life, at: number): void {
  life.throttled += at % 10;
}

async function poison({ run, known }: Life, at: number): Promise<void> {
  const body = `poison ${known.poisons.length}`;
  known.poisons.push(body);
  await run.queues.sendAll([{ queue: busConsumers[at % busConsumers.length] ?? '', body }]);
}

async function changeList({ run, known }: Life, at: number): Promise<void> {
  const rings = at % 2 === 0;
  known.lists.push({ at: run.now().getTime(), rings });
  const list = `Person,People,${rings ? 'Alarm' : 'Quiet'},50\n`;
  await run.store.put(alarmListKey, Buffer.from(list));
}

function judge(life: Life, at: number): Promise<void> {
  const chosen = verdicts[at % verdicts.length] ?? 'none';
  return say(life, at % Math.max(1, life.run.uploads.length), (outcome) =>
    chosen === 'none' || chosen === 'right' || turnsRound({ outcome }, chosen) ? chosen : 'none',
  );
}

/** Somebody says what they think of a picture, once it is decided on. */
export async function say(
  { run, known }: Life,
  number: number,
  choose: (outcome: 'alarm' | 'quiet') => Verdict,
): Promise<void> {
  const one = run.uploads[number];
  const key = run.store
    .keys()
    .find((found) => found.startsWith('records/') && found.includes(one?.imageId ?? '-'));
  if (one === undefined || key === undefined) return;
  const record = await known.recordOf(one);
  if (record?.event.type !== 'ImageClassified') return;
  const verdict = choose(record.event.detail.outcome);
  // Nobody says two things at a time.
  run.wait(1);
  const request = {
    ...{ method: 'POST', host: 'localhost' },
    headers: { 'content-type': 'application/json', 'x-intellicam': '1' },
    body: new TextEncoder().encode(JSON.stringify({ recordKey: key, verdict })),
  };
  const deps = { ...run.common, ...run.portsOf('feedback') };
  const isAccepted = await acceptFeedback(request, deps).then(
    ({ outcome }) => outcome === 'accepted',
    () => false,
  );
  known.judged.set(one, { verdict, isAccepted });
}

/** Days pass, and the bucket deletes what has been quiet for so long. */
async function expire({ run, known }: Life): Promise<void> {
  const milliseconds = quietDays * 24 * 60 * minute;
  run.wait(milliseconds);
  for (const key of run.store.keys().filter((one) => one.startsWith('jpg_quiet/'))) {
    const found = await run.store.get(key);
    if (found === undefined || run.now().getTime() - +found.lastModified < milliseconds) continue;
    const owner = run.uploads.find(({ picture }) => Buffer.from(found.bytes).equals(picture.bytes));
    if (owner !== undefined) known.expired.add(owner);
    await run.store.delete(key, found.etag);
  }
}
