import { expect, it } from 'vitest';
import { measureProcess } from '../../bench/measure-process.ts';
import { workspace } from '../workspace.ts';

it('stays under 500 MB while 5,000 pictures go through', async () => {
  const { root } = await workspace();
  const { peakMemory } = await measureProcess(root, 5_000);
  expect(peakMemory).toBeGreaterThan(50);
  expect(peakMemory).toBeLessThan(500);
}, 300_000);
