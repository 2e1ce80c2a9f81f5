import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { views } from '../../gallery/address.ts';
import { dialog, openPage, page, seeded, server, useGallery, visit } from './gallery-fixture.ts';
import { takeScreenshot } from './screenshot.ts';

useGallery();

describe.each([
  ['light', false],
  ['dark', true],
] as const)('in %s', (_name, dark) => {
  it('can be used by everybody: axe finds nothing', async () => {
    await openPage({ width: 1280, height: 800, dark });
    await visit();
    expect(await violations()).toEqual([]);
    for (const { imageId } of [seeded.marked, seeded.hostile, seeded.rejected]) {
      await visit(`#day=${seeded.newest}&image=${imageId}`);
      await dialog().waitFor();
      await page.reload();
      await dialog().getByText('File', { exact: true }).waitFor();
      expect(await violations()).toEqual([]);
    }
    for (const view of views) {
      await visit(`#view=${view}`);
      expect(await violations(), view).toEqual([]);
    }
  });

  it.each([320, 390, 768, 1920, 2560])('fits a screen %d pixels wide', async (width) => {
    await openPage({ width, height: 700, dark });
    await visit();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await visit(`#day=${seeded.newest}&image=${seeded.hostile.imageId}`);
    await page.reload();
    await dialog().getByText('File', { exact: true }).waitFor();
    const overflow = 'document.querySelector("dialog").scrollWidth';
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(width);
    for (const view of views) {
      await visit(`#view=${view}`);
      const sides =
        'Math.max(document.documentElement.scrollWidth, document.querySelector("main").scrollWidth)';
      expect(await page.evaluate(sides), view).toBeLessThanOrEqual(width);
    }
  });
});

describe('takeScreenshot', () => {
  it('writes what the gallery looks like', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gallery-shot-'));
    const file = join(folder, 'gallery.png');
    await takeScreenshot({
      url: `${server.url}/gallery/`,
      file,
      width: 640,
      height: 480,
      dark: true,
    });
    expect(await sharp(file).metadata()).toMatchObject({ width: 640, height: 480, format: 'png' });
    await rm(folder, { recursive: true });
  });
});

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate<axe.AxeResults>('axe.run()');
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
