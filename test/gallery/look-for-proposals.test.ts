import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { RulesInForceSchema } from '../../contracts/rules-in-force.ts';
import { lookForProposals } from '../../gallery/proposals/look-for-proposals.ts';
import { rulesDocument } from '../../services/classifier/rules/rules-document.ts';
import { type Sight, seenPictures, seenThing, sourcedRules } from './judged-pictures.ts';

const rules = v.parse(
  RulesInForceSchema,
  JSON.parse(
    JSON.stringify(
      rulesDocument(sourcedRules({ list: 'Person,,Alarm,70\nVehicle,,Alarm,70' }), {
        ...{ timeZone: 'UTC', alarmConfidence: 55 },
      }),
    ),
  ),
);

const wrong = (confidence: number): Sight => ({ confidence, verdict: 'not-an-alarm' });
const quiet = (confidence: number, label: string): Sight => ({
  ...{ confidence, label, outcome: 'quiet' },
});
const car = { ...seenThing('Car', 90), parents: ['Vehicle'] };

async function look(sights: readonly Sight[], gone: readonly number[] = []) {
  const pictures = seenPictures(sights);
  const read: number[] = [];
  const progress: string[] = [];
  const found = await lookForProposals({
    ...{ rules, cameras: [], entries: pictures.map(({ entry }) => entry) },
    read: async (key) => {
      const at = pictures.findIndex(({ entry }) => entry.recordKey === key);
      read.push(at);
      return gone.includes(at) ? undefined : pictures[at]?.record;
    },
    onProgress: (done, of) => progress.push(`${done}/${of}`),
  });
  return { found, read: read.toSorted((a, b) => a - b), progress };
}

describe('whoever looks for proposals', () => {
  it('reads what was judged, alarms, and quiet pictures that could ring; each once', async () => {
    const { found, read, progress } = await look([
      { ...wrong(71), also: [car] },
      wrong(72),
      wrong(73),
      { confidence: 75 },
      quiet(60, 'Person'),
      // Only the record of the first one told that it is a vehicle.
      quiet(90, 'Car'),
      quiet(54, 'Person'),
      quiet(90, 'Tree'),
      { confidence: 90, camera: 'nobody-judged' },
    ]);
    expect(read).toEqual([0, 1, 2, 3, 4, 5]);
    expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4', '1/2', '2/2']);
    expect([found.pictures, found.leftOut]).toEqual([6, 0]);
  });

  it('reads quiet pictures down to where a missed one would ring', async () => {
    const missed: Sight = { ...quiet(40, 'Person'), verdict: 'missed' };
    const { read } = await look([missed, quiet(41, 'Person'), quiet(39, 'Person')]);
    expect(read).toEqual([0, 1]);
  });

  it('leaves out what has no record, and says so', async () => {
    const { found } = await look([wrong(71), wrong(72), wrong(73), wrong(74)], [3]);
    expect([found.pictures, found.leftOut]).toEqual([3, 1]);
    expect(found.proposals).toMatchObject([{ threshold: 74, cameras: [] }]);
  });

  it('reads the newest fifteen hundred pictures and no more', async () => {
    const sights = Array.from(
      { length: 1_502 },
      (_, at): Sight => ({ confidence: 90, minute: at }),
    );
    const { read, found } = await look([...sights, { ...wrong(71), minute: 2_000 }]);
    expect(read).toHaveLength(1_500);
    expect([read[0], read.at(-1), found.pictures]).toEqual([3, 1_502, 1_500]);
  });
});
