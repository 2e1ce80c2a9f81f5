import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gardenDay } from '../../cli/demo/garden-day.ts';
import { renderScene } from '../../cli/demo/render-scene.ts';
import { UnreadableImageError } from '../../runtime/labeler.ts';
import { centernetLabeler } from '../../runtime/local/centernet/centernet-labeler.ts';
import { replayLabeler } from '../../runtime/local/replay-labeler.ts';
import { labelerContract } from './labeler-contract.ts';

const references = {
  person: { key: 'upload/garden/person.jpg', etag: '1' },
  nothing: { key: 'upload/garden/nothing.jpg', etag: '2' },
};

const centernet = centernetLabeler({
  threads: 1,
  readImage: async ({ key }) => {
    if (key.endsWith('garbage.jpg')) return new TextEncoder().encode('no picture');
    const expected = key.endsWith('person.jpg') ? 'alarm' : 'quiet';
    const scene = gardenDay(7).find((one) => one.expected === expected && one.car === undefined);
    return scene === undefined ? new Uint8Array() : renderScene(scene);
  },
});
afterAll(() => centernet.close());

labelerContract('the embedded detector', async () => ({ labeler: centernet, ...references }));

labelerContract('the recorded answers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-answers-'));
  const file = join(folder, 'answers.json');
  const person = { name: 'Person', aliases: ['Human'], parents: [], categories: [] };
  const answers = { 'person.jpg': [{ ...person, confidence: 97, instances: [] }], '*': [] };
  await writeFile(file, JSON.stringify(answers));
  const labeler = await replayLabeler(file);
  await rm(folder, { recursive: true });
  return { labeler, ...references };
});

describe('the embedded detector', () => {
  it('tells a picture that cannot be read from a failure', async () => {
    const garbage = { key: 'upload/garden/garbage.jpg', etag: '3' };
    await expect(centernet.label(garbage)).rejects.toThrow(UnreadableImageError);
  });
});
