import { describe, expect, it } from 'vitest';
import { findProposals } from '../../gallery/proposals/find-proposals.ts';
import type { Proposal } from '../../gallery/proposals/proposal.ts';
import {
  lowerHalf,
  type OwnersFiles,
  recorded,
  type Sight,
  seenPictures,
  seenThing,
} from './judged-pictures.ts';

const list = 'Person,,Alarm,70';

function propose(sights: readonly Sight[], files?: OwnersFiles): Promise<readonly Proposal[]> {
  return findProposals(recorded(seenPictures(sights), files));
}

const wrong = (confidence: number, more?: Partial<Sight>): Sight => ({
  ...{ confidence, verdict: 'not-an-alarm' },
  ...more,
});
const right = (confidence: number, more?: Partial<Sight>): Sight => ({
  ...{ confidence, verdict: 'right' },
  ...more,
});
const silent = (confidence: number, more?: Partial<Sight>): Sight => ({
  ...{ confidence, outcome: 'quiet' },
  ...more,
});
const missed = (confidence: number): Sight => silent(confidence, { verdict: 'missed' });

describe('a proposal', () => {
  it('raises a threshold above false alarms, but never over a right one, and tells what else', async () => {
    const sights = [71, 74.5, 82.2, 95].map((confidence) => wrong(confidence));
    const others = [right(83.6), right(97), { confidence: 75 }, { confidence: 99 }];
    expect(await propose([...sights, ...others])).toEqual([
      {
        ...{ kind: 'raise', label: 'Person', cameras: [], from: 70, threshold: 83 },
        mayRingMore: false,
        effect: {
          ...{ falseOnes: 4, falseFewer: 3, falseMore: 0, right: 2, lost: 0, missed: 0, found: 0 },
          ...{ othersFewer: 1, othersMore: 0 },
        },
        change: {
          ...{ place: 'row', replaced: 'Person', namesCameras: false },
          lines: 'Person,,Alarm,83',
        },
      },
    ]);
  });

  it('is made of no few accidents, nor of what nobody has judged', async () => {
    expect(await propose([wrong(71), wrong(72)])).toEqual([]);
    expect(await propose([71, 72, 73, 74].map((confidence) => ({ confidence })))).toEqual([]);
  });

  it('is for one camera where others ring rightly', async () => {
    const sights = [71, 72, 73].map((confidence) => wrong(confidence));
    const found = await propose([...sights, right(70, { camera: 'door' })]);
    expect(found).toMatchObject([{ cameras: ['garden'], threshold: 74 }]);
    expect(found[0]?.change.place).toBe('row-to-file');
  });

  it('is for all cameras where a file could not name one of them', async () => {
    const sights = [71, 72, 73].map((confidence) => wrong(confidence));
    const odd = (confidence: number) => right(confidence, { camera: '<img src=x>' });
    expect(await propose([...sights, odd(90)])).toMatchObject([{ cameras: [], threshold: 74 }]);
    expect(await propose([...sights, odd(70)])).toEqual([]);
  });

  it('is not made where another rule rings for the same pictures', async () => {
    const also = [seenThing('Car', 90)];
    const sights = [71, 72, 73].map((confidence) => wrong(confidence, { also }));
    const found = await propose(sights, { list: `${list}\nCar,,Alarm,60` });
    expect(found.filter(({ label }) => label === 'Person')).toEqual([]);
  });

  it('is not made of pictures that today’s rules keep quiet', async () => {
    const outside = { left: 0.4, top: 0.1, width: 0.1, height: 0.2 };
    const sights = [71, 72, 73].map((confidence) => wrong(confidence, { box: outside }));
    const zones = {
      drive: lowerHalf,
    };
    const rule = { name: 'people', labels: ['Person'], threshold: 70 };
    expect(await propose(sights, { file: { rules: [rule] } })).toHaveLength(1);
    const file = { zones, rules: [{ ...rule, zones: ['drive'] }] };
    expect(await propose(sights, { file })).toEqual([]);
  });

  it('leaves two pictures alone that ring together below the threshold', async () => {
    const file = { rules: [{ name: 'people', labels: ['Person'], threshold: 90, min_score: 60 }] };
    const pair = [{ confidence: 65, event: 'e', minute: 0 }, right(66, { event: 'e', minute: 1 })];
    const falseOnes = [91, 92, 93].map((confidence) => wrong(confidence));
    const found = await propose([...pair, ...falseOnes], { file });
    expect(found).toMatchObject([{ kind: 'raise', threshold: 94, effect: { right: 1, lost: 0 } }]);
    expect(found[0]?.change.lines).toContain('threshold: 94, min_score: 60');
  });

  it('lowers a threshold for what was missed, and says what else would ring', async () => {
    const sights = [{ confidence: 80 }, missed(62.3), missed(58), silent(63), silent(20)];
    expect(await propose(sights)).toMatchObject([
      {
        ...{ kind: 'lower', from: 70, threshold: 58, mayRingMore: false },
        effect: { found: 2, missed: 2, othersMore: 1, othersFewer: 0 },
      },
    ]);
  });

  it('owns up to what records may lack', async () => {
    expect(await propose([missed(40)])).toMatchObject([{ threshold: 40, mayRingMore: true }]);
  });

  it('lets a few missed ones not ring for every bush', async () => {
    const bushes = Array.from({ length: 9 }, (_, at) => silent(60 + at));
    expect(await propose([{ confidence: 80 }, missed(57), ...bushes])).toEqual([]);
  });

  it('knows that what would ring sooner may keep what is right quiet', async () => {
    const box = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
    const car = { label: 'Car', box };
    const sights = [
      ...[0, 3, 6].map((minute) => ({ ...missed(60), ...car, minute })),
      right(80, { ...car, minute: 9 }),
    ];
    // Without the missed ones it has just come.
    expect(await propose(sights, { list: 'Car,,Alarm,70' })).toEqual([]);
  });
});
