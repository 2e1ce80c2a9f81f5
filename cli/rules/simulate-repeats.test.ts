import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { checkRulesFile } from './check-rules-file.ts';
import { simulationText } from './print-simulation.ts';
import { simulate } from './simulate.ts';

const box = { left: 0.1, top: 0.4, width: 0.2, height: 0.5 };

/** A car that rang, at a minute after two in Berlin. */
function record(minute: number, camera = 'drive', name = 'a.jpg'): ImageRecord {
  const example = eventExamples.ImageClassified.detail;
  const { motionEvent: _, ...detail } = example;
  const match = { rule: 'Car', label: 'Car', confidence: 90, box };
  const label = {
    ...{ name: 'Car', confidence: 90, instances: [{ box, confidence: 90 }] },
    ...{ parents: ['Vehicle'], aliases: [], categories: [] },
  };
  const capturedAt = `2026-11-20T13:${String(minute).padStart(2, '0')}:00.000Z`;
  const key = `upload/${camera}/${name}`;
  const facts = { key, camera, imageId: `${camera}-${minute}`, capturedAt, matches: [match] };
  return {
    ...{ schemaVersion: 1, recordedAt: capturedAt, labels: [label] },
    event: { type: 'ImageClassified', detail: { ...detail, ...facts, labels: [label] } },
  };
}

async function run(rules: string, records: readonly ImageRecord[]) {
  const checked = checkRulesFile('alarms.yaml', rules);
  if (checked.rules === undefined) throw new Error(JSON.stringify(checked.problems));
  async function* stream() {
    yield* records;
  }
  return simulate(stream(), { rules: checked.rules, timeZone: 'Europe/Berlin' });
}

describe('simulate of a parked car', () => {
  const records = [...[2, 3, 4, 5, 6].map((minute) => record(minute)), record(6, 'gate')];

  it('counts what would be silent as repeats, in whichever order records come', async () => {
    for (const order of [records, records.toReversed()]) {
      const found = await run('rules: [{ labels: Vehicle }]', order);
      expect(found).toMatchObject({ rang: 6, wouldRing: 4, silentAsRepeats: 2 });
      expect(found.noLonger.newest).toMatchObject([
        {
          imageId: 'drive-6',
          reason: 'Vehicle: Car 90 ≥ 55 · stands where it stood at 14:02 → quiet (repeat)',
        },
        { imageId: 'drive-5' },
      ]);
      const text = simulationText(found, { since: new Date(), timeZone: 'UTC' });
      expect(text).toContain(
        '\nrang 6, would ring 4\n2 would be silent as repeats\n0 newly ring\n2 no longer ring:',
      );
    }
  });

  it('lets the owner’s own tests ring, as they did', async () => {
    const smoke = (minute: number) => record(minute, 'drive', 'smoke-20261120T130200Z-a.jpg');
    const found = await run('rules: [{ labels: Vehicle }]', [2, 4, 6, 8].map(smoke));
    expect(found).toMatchObject({ wouldRing: 4, silentAsRepeats: 0 });
  });

  it('counts none where the rules switch them off, or ring for nothing', async () => {
    const off = await run('repeats: off\nrules: [{ labels: Vehicle }]', records);
    expect(off).toMatchObject({ wouldRing: 6, silentAsRepeats: 0 });
    const others = await run('rules: [{ labels: Dog }]', records);
    expect(others).toMatchObject({ wouldRing: 0, silentAsRepeats: 0 });
  });
});
