import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { recordKey } from '../../contracts/object-key.ts';
import { workspace } from '../../test/workspace.ts';
import { localCameras } from './local-cameras.ts';
import { pathOfKey } from './path-of-key.ts';

const names = ['garden', 'gate', 'ga%te', '.hidden', '🐈 "cat"', 'x'.repeat(255)];

it('lists every camera that ever sent a picture, whatever its name', async () => {
  const { data } = await workspace();
  const cameras = localCameras({ dataFolder: data, silentAfterMinutes: undefined });
  expect(await cameras.list()).toEqual([]);
  for (const name of names) {
    const key = recordKey(name, '2026-11-20', 'a');
    await mkdir(join(data, dirname(pathOfKey(key))), { recursive: true });
  }
  const listed = await cameras.list();
  expect(listed.map(({ camera }) => camera).toSorted()).toEqual(names.toSorted());
  expect(listed.every((camera) => !('silentAfterMinutes' in camera))).toBe(true);
});

it('gives each of them the same limit', async () => {
  const { data } = await workspace();
  await mkdir(join(data, 'records', 'garden'), { recursive: true });
  const cameras = localCameras({ dataFolder: data, silentAfterMinutes: 60 });
  expect(await cameras.list()).toEqual([{ camera: 'garden', silentAfterMinutes: 60 }]);
});
