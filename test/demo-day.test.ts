import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { gardenDay } from '../cli/demo/garden-day.ts';
import type { GardenScene } from '../cli/demo/garden-scene.ts';
import { renderScene } from '../cli/demo/render-scene.ts';
import { decodeDetections } from '../runtime/local/centernet/decode-detections.ts';
import { createDetectorPool } from '../runtime/local/centernet/detector-pool.ts';

const minutes = 60_000;
const pool = createDetectorPool({ threads: 2 });
const day = gardenDay(7);

async function personIn(picture: Uint8Array) {
  const labels = decodeDetections(await pool.detect(picture), 10);
  return labels.find(({ name }) => name === 'Person');
}

function personsIn(scenes: readonly GardenScene[]) {
  return Promise.all(
    scenes.map(async (scene) => ({ scene, person: await personIn(await renderScene(scene)) })),
  );
}

afterAll(() => pool.close());

describe('the detector in the demo garden', () => {
  it('sees every visitor', { timeout: 2 * minutes }, async () => {
    const seen = await personsIn(day.filter(({ expected }) => expected === 'alarm'));
    for (const { scene, person } of seen) {
      const sure = person?.instances.filter(({ confidence }) => confidence >= 50) ?? [];
      expect(sure, `at ${scene.at}`).toHaveLength(scene.persons.length);
    }
  });

  it('sees nobody in the empty garden', { timeout: 2 * minutes }, async () => {
    const empty = day.filter(({ expected }) => expected === 'quiet');
    const seen = await personsIn(empty.filter((_, index) => index % 5 === 0));
    for (const { scene, person } of seen) {
      expect(person?.confidence ?? 0, `at ${scene.at}`).toBeLessThan(30);
    }
  });

  it('turns a picture that was taken upright', { timeout: 2 * minutes }, async () => {
    const scene = day.find(({ at }) => at === '08:21:30');
    if (scene === undefined) throw new Error('nobody at 08:21:30');
    const upright = await renderScene(scene);
    const lying = await sharp(upright)
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [expected, seen] = [await personIn(upright), await personIn(lying)];
    expect(seen?.confidence).toBeGreaterThan(50);
    expect(seen?.instances[0]?.box.left).toBeCloseTo(expected?.instances[0]?.box.left ?? -1, 1);
  });

  it('takes the same picture of the same scene', async () => {
    const [scene] = day;
    if (scene === undefined) throw new Error('an empty day');
    expect((await renderScene(scene)).equals(await renderScene(scene))).toBe(true);
  });
});
