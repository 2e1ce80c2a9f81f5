import { describe, expect, it } from 'vitest';
import { traceText } from '../../../contracts/trace-text.ts';
import { minutesAfterTwo, placeAt, thing, watch } from './repeats-under-test.ts';
import { label } from './rules-under-test.ts';

const anything = { rules: [{ labels: ['Car', 'Person', 'Dog'] }] };
const parked = thing('Car', [placeAt(0.1)], { parents: ['Vehicle'] });
const person = thing('Person', [placeAt(0.1)], { aliases: ['Human'] });

/** What becomes of pictures of one thing at these minutes. */
async function outcomes(file: object, minutes: readonly number[], seen = parked) {
  const camera = watch(file);
  const told = [];
  for (const at of minutes) told.push((await camera.see(at, seen)).outcome);
  return told;
}

describe('a car that was alarmed', () => {
  it('keeps quiet once it has stood for two minutes in two pictures, and says since when', async () => {
    const camera = watch(anything);
    expect((await camera.see(2, parked)).outcome).toBe('alarm');
    expect((await camera.see(3, parked)).outcome).toBe('alarm');
    expect((await camera.see(4, parked)).outcome).toBe('alarm');
    const again = await camera.see(5, parked);
    expect(again).toMatchObject({ outcome: 'quiet', matches: [] });
    expect(again.trace.map((line) => `${line.label}: ${traceText(line)}`)).toEqual([
      'Car: Car 90 ≥ 50 · stands where it stood at 14:02 → quiet (repeat)',
    ]);
    expect(again.repeats).toEqual([
      {
        ...{ rule: 'Car, Person, Dog', label: 'Car', confidence: 90, box: placeAt(0.1) },
        since: minutesAfterTwo(2),
      },
    ]);
  });

  it('still rings in a second picture at once, however often it was alarmed before', async () => {
    expect(await outcomes(anything, [0, 0.1, 0.2, 1, 1.9])).not.toContain('quiet');
  });

  it('is forgotten when it was not seen for an hour', async () => {
    expect(await outcomes(anything, [0, 30, 60, 120])).toEqual([
      'alarm',
      'alarm',
      'quiet',
      'quiet',
    ]);
    expect(await outcomes(anything, [0, 30, 90.1])).toEqual(['alarm', 'alarm', 'alarm']);
  });

  it('is forgotten when others are seen for a minute and it is not', async () => {
    const dog = (left: number) => thing('Dog', [placeAt(left)]);
    const whenBackAfter = async (...minutes: readonly number[]) => {
      const camera = watch(anything);
      for (const at of [0, 2, 3]) await camera.see(at, parked);
      for (const at of minutes) await camera.see(at, dog(at / 10));
      return (await camera.see(6, parked)).outcome;
    };
    expect(await whenBackAfter(4)).toBe('quiet');
    // Somebody walks past it.
    expect(await whenBackAfter(4, 4.1, 4.2, 4.9)).toBe('quiet');
    expect(await whenBackAfter(4, 5)).toBe('alarm');
    expect(await whenBackAfter(5, 4)).toBe('alarm');
  });

  it('is there although it is too unsure to ring, or out of the zone', async () => {
    const camera = watch({ rules: [{ labels: 'Car', threshold: 80 }, { labels: 'Dog' }] });
    for (const at of [0, 2, 3]) await camera.see(at, parked);
    const unsure = { ...parked, confidence: 60 };
    for (const at of [4, 5, 6]) await camera.see(at, unsure, thing('Dog', [placeAt(at / 10)]));
    expect((await camera.see(7, parked)).outcome).toBe('quiet');
  });

  it('tells the day as well when it has stood since yesterday', async () => {
    const camera = watch(anything);
    for (let at = 0; at <= 720; at += 30) await camera.see(at, parked);
    const [line] = (await camera.see(725, parked)).trace;
    expect(line && traceText(line)).toContain('stood at 14:00 on 2026-11-20 → quiet (repeat)');
  });

  it('does not take its place along when it creeps', async () => {
    const camera = watch(anything);
    const told = [];
    for (let step = 0; step < 30; step += 1) {
      told.push((await camera.see(step, thing('Car', [placeAt(0.1 + step / 200)]))).outcome);
    }
    expect(told.slice(5)).toContain('alarm');
    expect(told.filter((outcome) => outcome === 'alarm').length).toBeGreaterThan(6);
  });

  it('rings without a box, for nobody knows where it is', async () => {
    expect(await outcomes(anything, [0, 2, 4, 6], label('Car'))).not.toContain('quiet');
  });
});

describe('beside a car that keeps quiet', () => {
  const settled = async (file: object = anything) => {
    const camera = watch(file);
    for (const at of [0, 2, 4]) await camera.see(at, parked);
    return camera;
  };

  it('a person rings, and the car stays in the record', async () => {
    const camera = await settled();
    const judged = await camera.see(5, parked, person);
    expect(judged.matches.map((match) => match.label)).toEqual(['Person']);
    expect(judged.repeats.map((repeat) => repeat.label)).toEqual(['Car']);
    expect(judged.trace.map(({ result }) => result).toSorted()).toEqual(['alarm', 'repeat']);
  });

  it('a second car rings, and the alert shows that one', async () => {
    const camera = await settled();
    const both = thing('Car', [placeAt(0.1), placeAt(0.6)]);
    const judged = await camera.see(5, both);
    expect(judged.matches).toMatchObject([{ label: 'Car', box: placeAt(0.6) }]);
    expect(judged.repeats).toMatchObject([{ label: 'Car', box: placeAt(0.1) }]);
  });

  it('a second car rings that covers the first nearly whole', async () => {
    const camera = await settled();
    const judged = await camera.see(5, thing('Car', [placeAt(0.1), placeAt(0.105)]));
    expect(judged.matches).toMatchObject([{ box: placeAt(0.105) }]);
  });

  it('a second car that would not ring alone does not ring now', async () => {
    const camera = await settled();
    const instances = [placeAt(0.1), placeAt(0.6)].map((one, at) => ({
      ...{ box: one, confidence: at === 0 ? 90 : 40 },
    }));
    const judged = await camera.see(5, { ...parked, instances });
    expect(judged.trace.map(({ result }) => result)).toEqual(['repeat']);
  });

  it('the car itself rings when it has moved', async () => {
    const camera = await settled();
    const [near, far] = [0.12, 0.13].map((left) => thing('Car', [placeAt(left)]));
    // 0.18 of 0.22 is the same for both, 0.17 of 0.23 is not.
    expect((await camera.see(5, near ?? parked)).outcome).toBe('quiet');
    expect((await camera.see(6, far ?? parked)).outcome).toBe('alarm');
  });

  it('the car rings for a rule by which it matters more, and then no more', async () => {
    const night = { labels: 'Car', name: 'night', hours: '14:10-15:00', severity: 'critical' };
    const camera = await settled({ rules: [{ labels: 'Car' }, night] });
    expect((await camera.see(9, parked)).outcome).toBe('quiet');
    const judged = await camera.see(11, parked);
    expect(judged.matches.map(({ rule }) => rule)).toEqual(['night']);
    expect(judged.repeats.map(({ rule }) => rule)).toEqual(['Car']);
    expect((await camera.see(12, parked)).outcome).toBe('quiet');
  });

  it('a rule for another zone is none of its business', async () => {
    const points = [
      [0.5, 0],
      [1, 0],
      [1, 1],
      [0.5, 1],
    ];
    const rules = [
      { labels: 'Car', name: 'any' },
      { labels: 'Car', name: 'right', zones: 'right' },
    ];
    const camera = await settled({ zones: { right: { points } }, rules });
    const judged = await camera.see(5, thing('Car', [placeAt(0.1), placeAt(0.6)]));
    expect(judged.matches.map(({ rule }) => rule)).toEqual(['any', 'right']);
    expect(judged.repeats.map(({ rule }) => rule)).toEqual(['any']);
  });
});

describe('people', () => {
  const quarters = Array.from({ length: 8 }, (_, at) => at * 5);

  it.each([
    person,
    thing('Pedestrian', [placeAt(0.1)]),
    thing('Porter', [placeAt(0.1)], { parents: ['Person'] }),
  ])('always ring while the owner says nothing of them', async (somebody) => {
    const rules = [{ labels: ['Person', 'Pedestrian'] }];
    expect(await outcomes({ rules }, quarters, somebody)).not.toContain('quiet');
    const loose = { rules, repeats: { iou: 0.5, after_minutes: 1 } };
    expect(await outcomes(loose, quarters, somebody)).not.toContain('quiet');
  });

  it.each(['Person', 'human'])(
    'need a quarter of an hour where the owner names %s',
    async (name) => {
      const file = { ...anything, repeats: { labels: { [name]: {} } } };
      const told = await outcomes(file, quarters, person);
      expect(told).toEqual([
        ...Array.from({ length: 4 }, () => 'alarm'),
        ...Array(4).fill('quiet'),
      ]);
      expect(await outcomes(file, [0, 10, 20, 30.1], person)).not.toContain('quiet');
    },
  );

  it('need a closer box than a car', async () => {
    const file = { ...anything, repeats: { labels: { Person: {} } } };
    const camera = watch(file);
    for (const at of quarters) await camera.see(at, person);
    expect((await camera.see(36, thing('Person', [placeAt(0.105)]))).outcome).toBe('quiet');
    expect((await camera.see(37, thing('Person', [placeAt(0.12)]))).outcome).toBe('alarm');
  });
});

describe('the owner’s wish', () => {
  it.each(['off', false])('%s lets everything ring', async (repeats) => {
    expect(await outcomes({ ...anything, repeats }, [0, 2, 4, 6])).not.toContain('quiet');
  });

  it('counts for one label, by its name, an alias or a parent', async () => {
    const off = { ...anything, repeats: { labels: { vehicle: 'off' } } };
    expect(await outcomes(off, [0, 2, 4, 6])).not.toContain('quiet');
    const closer = { ...anything, repeats: { labels: { vehicle: 'off', CAR: {} } } };
    expect(await outcomes(closer, [0, 2, 4, 6])).toContain('quiet');
  });

  it('says how long it takes, and when it is forgotten', async () => {
    const slow = { ...anything, repeats: { after_minutes: 10, forgotten_after_minutes: 6 } };
    expect(await outcomes(slow, [0, 5, 9, 10, 11])).toEqual([
      ...['alarm', 'alarm', 'alarm', 'alarm', 'quiet'],
    ]);
    expect(await outcomes(slow, [0, 5, 10, 16.1])).not.toContain('quiet');
  });
});

describe('what is remembered', () => {
  it('is the same in whichever order pictures come, but for what nobody could know yet', async () => {
    const camera = watch(anything);
    expect((await camera.see(10, parked)).outcome).toBe('alarm');
    expect((await camera.see(0, parked)).outcome).toBe('alarm');
    expect((await camera.see(5, parked)).outcome).toBe('alarm');
    expect((await camera.see(7, parked)).outcome).toBe('quiet');
    expect((await camera.see(11, parked)).outcome).toBe('quiet');
    expect(camera.seen().things).toMatchObject([
      { settledAt: minutesAfterTwo(5), seenAt: minutesAfterTwo(11) },
    ]);
  });

  it('has a bound, and keeps what is nearest in time', async () => {
    const camera = watch({ ...anything, repeats: { forgotten_after_minutes: 1440 } });
    const wrongClock = 60 * 24 * 365;
    const pack = Array.from({ length: 60 }, (_, at) => placeAt(at));
    await camera.see(wrongClock, thing('Dog', pack));
    for (const at of [0, 2]) await camera.see(at, parked);
    expect(camera.seen().things).toHaveLength(50);
    expect((await camera.see(3, parked)).outcome).toBe('quiet');
  });
});
