import { beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { Verdict } from '../../contracts/feedback.ts';
import { daySummaryKey, monthSummaryKey } from '../../contracts/gallery-key.ts';
import { recordKey } from '../../contracts/object-key.ts';
import type { WakeUp } from '../../contracts/wake-up.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type MemoryBlobStore, memoryBlobStore } from '../../test/adapters/memory-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { createHandle } from './handle.ts';

type Woken = WakeUp<'SummaryDue' | 'MonthDue'>;
type Timer = { readonly wakeUp: Woken; readonly at: number };

const begin = Date.parse('2026-11-20T13:02:20.000Z');
const { type, detail: rejected } = eventExamples.ImageRejected;

/** A process and its queue of wake-ups, on a clock that is set by hand. */
function thumbnailer(blobs: BlobStore, clock: { now: number; set: Timer[] }, isReplay = false) {
  const { settings, ...others } = surroundings();
  const replay = { ...settings.notifications, clock: 'capture' } as const;
  return createHandle({
    ...{ ...others, blobs, now: () => new Date(clock.now) },
    settings: isReplay ? { ...settings, notifications: replay } : settings,
    timers: {
      later: async (wakeUp, seconds) => {
        if (wakeUp.type !== 'SummaryDue' && wakeUp.type !== 'MonthDue') {
          throw new Error('not its own');
        }
        clock.set.push({ wakeUp, at: clock.now + seconds * 1000 });
      },
    },
  });
}

describe('the summaries', () => {
  let blobs: MemoryBlobStore;
  let clock: { now: number; set: Timer[] };

  beforeEach(() => {
    blobs = memoryBlobStore();
    clock = { now: begin, set: [] };
  });

  function picture(imageId: string, more: object = {}) {
    return { type, detail: { ...rejected, imageId, ...more } };
  }

  async function classified(imageId: string, outcome: 'alarm' | 'quiet') {
    const { detail } = eventExamples.ImageClassified;
    const key = recordKey('garden', '2026-11-20', imageId);
    const event = { type: 'ImageClassified', detail: { ...detail, imageId, outcome } };
    const record = { schemaVersion: 1, recordedAt: detail.capturedAt, event, labels: [] };
    await blobs.put(key, new TextEncoder().encode(JSON.stringify(record)));
    const judged = (verdict: Verdict, givenAt = '2026-11-20T14:10:42.000Z') => {
      const { type: name, detail: example } = eventExamples.FeedbackGiven;
      return {
        type: name,
        detail: { ...example, imageId, outcome, recordKey: key, verdict, givenAt },
      };
    };
    return { judged };
  }

  function json(key: string) {
    const text = blobs.contents()[key];
    return text === undefined ? undefined : JSON.parse(text);
  }

  const garden = () => json(daySummaryKey('2026-11-20'))?.cameras.garden;

  it('are made a minute after the first of several pictures, with all of them', async () => {
    const handle = thumbnailer(blobs, clock);
    for (const id of ['a', 'b', 'c', 'a']) {
      await handle(picture(id));
      clock.now += 10_000;
    }
    expect(clock.set.map(({ wakeUp }) => wakeUp.type)).toEqual(['SummaryDue']);
    expect(clock.set[0]?.at).toBe(begin + 60_000);
    expect(garden()).toBeUndefined();
    for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    expect(garden()).toMatchObject({ '14': { alarm: 0, quiet: 0, rejected: 3 } });
  });

  it('are asked for again by a picture that might come too late for the last', async () => {
    const handle = thumbnailer(blobs, clock);
    await handle(picture('a'));
    clock.now += 55_000;
    await handle(picture('b'));
    expect(clock.set).toHaveLength(2);
  });

  it('are asked for again by a picture that comes after they were made, though it was early', async () => {
    const handle = thumbnailer(blobs, clock);
    await handle(picture('a'));
    for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    await handle(picture('b'));
    expect(clock.set.map(({ wakeUp }) => wakeUp.type)).toEqual(['MonthDue', 'SummaryDue']);
  });

  it('are asked for again when the first time failed', async () => {
    let failing = true;
    const { settings, ...others } = surroundings();
    const later = async () => {
      if (failing) throw new Error('throttled');
    };
    const handle = createHandle({ ...others, settings, blobs, timers: { later } });
    await expect(handle(picture('a'))).rejects.toThrow('throttled');
    failing = false;
    await expect(handle(picture('a'))).resolves.toMatchObject({ outcome: 'listed' });
  });

  it('count an hour that is split', async () => {
    const handle = thumbnailer(blobs, clock);
    await Promise.all(
      Array.from({ length: 120 }, (_, index) => {
        const capturedAt = new Date(Date.UTC(2026, 10, 20, 13, 0, index * 30)).toISOString();
        return handle(picture(`i${index}`, { capturedAt }));
      }),
    );
    for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    expect(garden()).toMatchObject({ '14': { rejected: 120 } });
  });

  it('do not let a late count undo a newer one', async () => {
    const one = thumbnailer(blobs, clock);
    await one(picture('a'));
    const [due] = clock.set.splice(0);
    if (due) await one(due.wakeUp);
    await one(picture('b'));
    let overtaken = false;
    const slow: BlobStore = {
      ...blobs,
      put: async (key, ...more) => {
        if (key === daySummaryKey('2026-11-20') && !overtaken) {
          overtaken = true;
          await one(picture('c'));
          if (due) await one(due.wakeUp);
          expect(garden()).toMatchObject({ '14': { rejected: 3 } });
        }
        return blobs.put(key, ...more);
      },
    };
    if (due) await thumbnailer(slow, clock)(due.wakeUp);
    expect(overtaken).toBe(true);
    expect(garden()).toMatchObject({ '14': { rejected: 3 } });
  });

  it('of a month follow that of the day within an hour, though SQS waits only a quarter', async () => {
    const handle = thumbnailer(blobs, clock);
    await handle(picture('a'));
    clock.now += 60_000;
    for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    for (const minutes of [15, 15, 15]) {
      clock.now += minutes * 60_000;
      const [month] = clock.set.splice(0);
      expect(month && (await handle(month.wakeUp))).toMatchObject({ outcome: 'month-waits' });
    }
    clock.now = begin + 60 * 60_000;
    const [month] = clock.set.splice(0);
    expect(month && (await handle(month.wakeUp))).toMatchObject({ outcome: 'month-counted' });
    expect(json(monthSummaryKey('2026-11'))).toEqual({
      schemaVersion: 1,
      days: { '2026-11-20': { garden: { ...garden()['14'], alarmHours: {} } } },
    });
    expect(clock.set).toEqual([]);
  });

  it('of a month wait for nothing when a day is gone through that is over', async () => {
    const handle = thumbnailer(blobs, clock, true);
    await handle(picture('a'));
    while (clock.set.length > 0) {
      for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    }
    expect(json(monthSummaryKey('2026-11'))?.days['2026-11-20'].garden.rejected).toBe(1);
  });

  it('count the newest judgement of a picture, whichever came first, also before it is listed', async () => {
    const handle = thumbnailer(blobs, clock);
    const [wrong, missed, checked] = [
      await classified('a', 'alarm'),
      await classified('b', 'quiet'),
      await classified('c', 'quiet'),
    ];
    await handle(wrong.judged('not-an-alarm', '2026-11-20T14:10:43.000Z'));
    await handle(wrong.judged('right', '2026-11-20T14:10:42.000Z'));
    await handle(missed.judged('missed'));
    await handle(checked.judged('right'));
    for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    expect(garden()).toMatchObject({
      '14': { judged: { right: 0, 'not-an-alarm': 1, missed: 1, 'right-quiet': 1 } },
    });
    await handle(missed.judged('none', '2026-11-20T15:00:00.000Z'));
    for (const { wakeUp } of clock.set.splice(0)) await handle(wakeUp);
    expect(garden()['14'].judged.missed).toBe(0);
  });

  it('have no place for a judgement on a picture of which nothing is known', async () => {
    const outcome = await thumbnailer(blobs, clock)(eventExamples.FeedbackGiven);
    expect(outcome).toMatchObject({ outcome: 'unknown-picture' });
    expect(blobs.contents()).toEqual({});
  });
});
