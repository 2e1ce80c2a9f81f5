import { beforeAll, describe, expect, it, vi } from 'vitest';
import { judgeAgain, type Life, say } from './actions.ts';
import { checkLife } from './check-life.ts';
import { type Fate, fates } from './faulty.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { type Pipeline, pipeline } from './pipeline.ts';
import { reference } from './reference.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const minute = 60_000;
const hour = 60 * minute;

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  pictures = (await faultPictures(2)).filter(({ kind }) => kind === 'alarm');
});

/** What happens besides new pictures, and to whom something may happen meanwhile. */
type Story = {
  readonly consumers: readonly string[];
  /** Nothing goes wrong yet. */
  readonly before: (life: Life) => Promise<unknown>;
  readonly happens: (life: Life) => Promise<unknown>;
  /** What people are to be told of besides their pictures. */
  readonly news: readonly RegExp[];
};

const stories: Readonly<Record<string, Story>> = {
  'a picture of which nobody was told': {
    consumers: ['sweeper'],
    before: async ({ run }) => {
      await upload(run);
      loseMessages(run);
    },
    happens: ({ run }) => wakeAfter(run, 'sweeper', 70 * minute),
    news: [],
  },
  'a picture that is on no page': {
    consumers: ['sweeper'],
    before: async ({ run }) => {
      await upload(run);
      while (await run.deliverTo('classifier'));
      while (await run.deliverTo('mover'));
      while (await run.deliverTo('notifier'));
      loseMessages(run);
    },
    // Four in the morning.
    happens: ({ run }) => wakeAfter(run, 'sweeper', 14 * hour),
    news: [],
  },
  'a camera that falls silent, and comes back': {
    consumers: ['watchman', 'notifier'],
    before: async ({ run }) => {
      await upload(run);
      await wakeAfter(run, 'watchman', 0);
    },
    happens: async ({ run }) => {
      // In doubt first, then silent.
      for (const minutes of [70, 10]) await wakeAfter(run, 'watchman', minutes * minute);
      await upload(run);
      await wakeAfter(run, 'watchman', 5 * minute);
    },
    news: [/silent/, /(?:recovered|back)/],
  },
  'the summary of a day': {
    consumers: ['reporter'],
    before: async ({ run }) => {
      await upload(run);
      await run.settle();
      await wakeAfter(run, 'reporter', hour);
    },
    happens: async ({ run }) => {
      for (let tick = 0; tick < 3; tick += 1) await wakeAfter(run, 'reporter', 9 * hour);
    },
    news: [/summary/],
  },
  'a judgement': {
    consumers: ['feedback', 'mover', 'thumbnailer'],
    before: async ({ run }) => {
      await upload(run);
      await run.settle();
    },
    happens: async (life) => {
      await say(life, 0, () => 'not-an-alarm');
      for (let again = 0; again < 5; again += 1) await judgeAgain(life);
      await life.run.settle();
    },
    news: [],
  },
};

type Plan = ReadonlyMap<number, Fate>;

async function runWith({ before, happens, news }: Story, consumer: string, plan: Plan) {
  const calls: string[] = [];
  let hasBegun = false;
  const run = await pipeline({
    decide: (name, call) =>
      hasBegun && name === consumer ? plan.get(calls.push(call) - 1) : undefined,
    cameras: [{ camera: 'garden', silentAfterMinutes: 60 }],
  });
  const known = reference(run);
  const life: Life = { run, known, pictures, overwrites: true, throttled: 0 };
  await before(life);
  hasBegun = true;
  await happens(life);
  await run.settle();
  const untold = news.filter((one) => !run.told.some((id) => one.test(id)));
  const problems = [
    ...(await checkLife(run, known.problems)),
    ...untold.map((one) => `nobody was told: ${one}`),
  ];
  return { run, calls, problems };
}

describe.each(Object.entries(stories))('%s', (_, story) => {
  it.each(story.consumers)('survives every call of the %s', async (consumer) => {
    const { calls, problems } = await runWith(story, consumer, new Map());
    expect(problems).toEqual([]);
    expect(calls.length).toBeGreaterThan(0);
    for (const plan of plansOf(calls.length)) {
      const { problems: found } = await runWith(story, consumer, plan);
      const where = [...plan].map(([at, fate]) => `${fate} at ${at} (${calls[at]})`).join(', ');
      expect([where, found]).toEqual([where, []]);
    }
  });
});

/** Every call that goes wrong; in the longer run every two. */
function* plansOf(calls: number): Generator<Plan> {
  for (let first = 0; first < calls; first += 1) {
    for (const fate of fates) {
      yield new Map([[first, fate]]);
      if (process.env.FAULT_PAIRS !== 'all') continue;
      for (let second = first + 1; second < 2 * calls; second += 1) {
        for (const then of fates) {
          yield new Map([
            [first, fate],
            [second, then],
          ]);
        }
      }
    }
  }
}

async function upload(run: Pipeline): Promise<void> {
  const number = run.uploads.length;
  const picture = pictures[number];
  if (picture === undefined) throw new Error('there is no further picture');
  await run.upload(`upload/garden/${number}.jpg`, picture);
}

async function wakeAfter(run: Pipeline, consumer: string, milliseconds: number): Promise<void> {
  run.wait(milliseconds);
  await run.wake(consumer);
  await run.settle();
}

/** As after somebody purged the queues. */
function loseMessages({ queues }: Pipeline): void {
  while (queues.take(0) !== undefined);
}
