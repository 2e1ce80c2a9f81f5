import { describe, expect, it } from 'vitest';
import { type CameraWatch, unseen } from '../../contracts/camera-watch.ts';
import { isKnownAlive, isYoung, judgeSigns, type Look, markTold } from './judge-signs.ts';

const start = Date.parse('2026-11-20T14:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);
const iso = (minutes: number) => at(minutes).toISOString();
const limitMinutes = 30;

type Step = {
  /** Minutes after the start. */
  readonly now: number;
  readonly sign?: number;
  readonly awakeSince?: number;
};

function look({ now, sign, awakeSince }: Step): Look {
  return {
    ...{ now: at(now), limitMinutes },
    sign: sign === undefined ? undefined : { at: at(sign), toldToStop: false },
    awakeSince: awakeSince === undefined ? undefined : at(awakeSince),
  };
}

/** The states after each look, and what is remembered at the end; people are told at once. */
function watched(steps: readonly Step[]) {
  let watch: CameraWatch = unseen;
  const states = steps.map((step) => {
    const judged = judgeSigns(watch, look(step));
    watch = markTold(judged, judged);
    return judged.state;
  });
  return { states, watch };
}

describe('a camera', () => {
  it.each<[string, readonly Step[], readonly CameraWatch['state'][]]>([
    [
      'that was never heard is silent since the first look',
      [{ now: 0 }, { now: 29 }, { now: 30 }, { now: 35 }],
      ['alive', 'alive', 'doubtful', 'silent'],
    ],
    [
      'that gives signs is alive',
      [
        { now: 0, sign: 0 },
        { now: 40, sign: 39 },
      ],
      ['alive', 'alive'],
    ],
    [
      'that is silent is doubted at first, and rings at the next tick',
      [{ now: 0, sign: 0 }, { now: 29 }, { now: 30 }, { now: 35 }, { now: 40 }],
      ['alive', 'alive', 'doubtful', 'silent', 'silent'],
    ],
    [
      'that is doubted by ticks of every minute rings no sooner',
      [{ now: 0, sign: 0 }, { now: 30 }, { now: 31 }, { now: 33 }, { now: 34 }],
      ['alive', 'doubtful', 'doubtful', 'doubtful', 'silent'],
    ],
    [
      'that comes back while it is doubted is alive, and nobody is told',
      [{ now: 0, sign: 0 }, { now: 30 }, { now: 35, sign: 34 }, { now: 64 }],
      ['alive', 'doubtful', 'alive', 'doubtful'],
    ],
    [
      'that was silent is back once, and can fall silent again',
      [
        { now: 0, sign: 0 },
        { now: 30 },
        { now: 35 },
        { now: 165, sign: 160 },
        { now: 170, sign: 170 },
        { now: 200 },
        { now: 205 },
      ],
      ['alive', 'doubtful', 'silent', 'back', 'alive', 'doubtful', 'silent'],
    ],
    [
      'that is found silent at the first look is doubted, too',
      [
        { now: 0, sign: -300 },
        { now: 5, sign: -300 },
      ],
      ['doubtful', 'silent'],
    ],
    [
      'of which only an older sign turns up stays silent',
      [{ now: 0, sign: 0 }, { now: 30 }, { now: 35 }, { now: 300, sign: 100 }],
      ['alive', 'doubtful', 'silent', 'silent'],
    ],
    [
      'is not blamed for the sleep of the machine that watches',
      [
        { now: 0, sign: 0 },
        { now: 600, awakeSince: 600 },
        { now: 605, awakeSince: 600 },
        { now: 630, awakeSince: 600 },
        { now: 635, awakeSince: 600 },
      ],
      ['alive', 'alive', 'alive', 'doubtful', 'silent'],
    ],
    [
      'that is silent is not back because the machine that watches is',
      [{ now: 0, sign: 0 }, { now: 30 }, { now: 35 }, { now: 600, awakeSince: 600 }],
      ['alive', 'doubtful', 'silent', 'silent'],
    ],
    [
      'gives no sign out of the future',
      [
        { now: 0, sign: 0 },
        { now: 30, sign: 500 },
        { now: 35, sign: 500 },
      ],
      ['alive', 'doubtful', 'silent'],
    ],
    [
      'is watched anew when the clock is put back',
      [{ now: 0, sign: 0 }, { now: -1440 }, { now: -1411 }, { now: -1410 }, { now: -1405 }],
      ['alive', 'alive', 'alive', 'doubtful', 'silent'],
    ],
    [
      'is doubted anew when the clock is put back meanwhile',
      [{ now: 0, sign: 0 }, { now: 60 }, { now: 50 }, { now: 55 }],
      ['alive', 'doubtful', 'doubtful', 'silent'],
    ],
  ])('%s', (_, steps, expected) => {
    expect(watched(steps).states).toEqual(expected);
  });

  it('keeps the last sign before the silence, and tells it when it is back', () => {
    const silent = watched([{ now: 0, sign: 0 }, { now: 30 }, { now: 35 }]).watch;
    expect(silent).toEqual({
      ...{ schemaVersion: 1, state: 'silent', lastSignAt: iso(0), since: iso(35), told: true },
    });
    expect(judgeSigns(silent, look({ now: 165, sign: 160 }))).toEqual({
      ...{ schemaVersion: 1, state: 'back', lastSignAt: iso(160), silentSince: iso(0) },
    });
  });

  it('stays back until people were told of it', () => {
    const back = { schemaVersion: 1, state: 'back', lastSignAt: iso(0), silentSince: iso(-99) };
    const watch = back as CameraWatch;
    expect(judgeSigns(watch, look({ now: 90 }))).toEqual(watch);
  });

  it('says with its last sign that it was told to stop', () => {
    const sign = { at: at(0), toldToStop: true };
    expect(judgeSigns(unseen, { ...look({ now: 1 }), sign })).toMatchObject({
      state: 'alive',
      toldToStop: true,
    });
    const silent = judgeSigns(
      judgeSigns(unseen, { ...look({ now: 40 }), sign }),
      look({ now: 45 }),
    );
    expect(silent).toMatchObject({ state: 'silent', told: false, toldToStop: true });
  });
});

describe('what was told', () => {
  const silent = watched([{ now: 0, sign: 0 }, { now: 30 }]).watch;
  const untold = judgeSigns(silent, look({ now: 35 }));

  it('is noted once', () => {
    expect(markTold(untold, untold)).toEqual({ ...untold, told: true });
  });

  it('is not noted of another state, or of another outage', () => {
    expect(markTold(unseen, untold)).toEqual(unseen);
    const other = { ...untold, lastSignAt: iso(7) } as CameraWatch;
    expect(markTold(other, untold)).toEqual(other);
  });
});

describe('what is remembered', () => {
  it('is enough while the last sign is young, and only of who is alive', () => {
    const { watch } = watched([{ now: 0, sign: 0 }]);
    expect(isKnownAlive(watch, limitMinutes, at(29))).toBe(true);
    expect(isKnownAlive(watch, limitMinutes, at(30))).toBe(false);
    // The clock was put back.
    expect(isKnownAlive(watch, limitMinutes, at(-2))).toBe(false);
    expect(isKnownAlive(unseen, limitMinutes, at(0))).toBe(false);
    expect(isYoung(at(1), limitMinutes, at(0))).toBe(true);
  });
});
