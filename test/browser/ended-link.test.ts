import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signGalleryLink } from '../../runtime/aws/sign-gallery-link.ts';
import { pageTypes } from '../../runtime/page-types.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { memoryBlobStore } from '../adapters/memory-blob-store.ts';
import { startGalleryEdge } from '../edge/gallery-edge.ts';
import { synthesisedGallery } from '../edge/synthesised-gallery.ts';
import { startBrowser } from './screenshot.ts';
import { seedGallery } from './seed-gallery.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  ...{ modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const signer = { domain: 'd1.cloudfront.net', keyId: 'KEDGE', privateKey };
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

const types: Readonly<Record<string, string>> = {
  ...pageTypes,
  ...{ 'ended.html': 'text/html; charset=utf-8', 'ended.css': 'text/css; charset=utf-8' },
};

let edge: Awaited<ReturnType<typeof startGalleryEdge>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  const blobs = memoryBlobStore();
  await seedGallery(blobs);
  for (const name of Object.keys(pageTypes)) {
    await blobs.put(`gallery/${name}`, await readFile(projectFile('dist', 'gallery', name)));
  }
  for (const name of ['ended.html', 'ended.css']) {
    await blobs.put(`entry/${name}`, await readFile(projectFile('infra', 'edge', name)));
  }
  edge = await startGalleryEdge({
    ...{ gallery: await synthesisedGallery({ publicKey, domain: signer.domain }) },
    bucket: 'pictures',
    read: async (key) => {
      const found = await blobs.get(key);
      const contentType = types[key.split('/').at(-1) ?? ''] ?? 'image/jpeg';
      return found && { contentType, bytes: found.bytes };
    },
    invoke: async () => ({ statusCode: 404, headers: {}, body: '' }),
  });
});

afterAll(async () => {
  await browser.close();
  await edge.close();
});

beforeEach(async () => {
  edge.setClock(() => new Date());
  page = await browser.newPage({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
});

afterEach(() => page.context().close());

const ended = () => page.getByRole('heading', { name: 'This link has ended' });

async function follow(until: Date): Promise<number | undefined> {
  const { search } = new URL(signGalleryLink(signer, {}, until));
  return (await page.goto(`${edge.url}/enter${search}`))?.status();
}

describe('a link to the hosted page', () => {
  it('says so when it has ended, and how to have another', async () => {
    expect(await follow(minutes(-1))).toBe(403);
    await ended().waitFor();
    await page.getByText('intellicam gallery link').waitFor();
    expect(await page.locator('script').count()).toBe(0);
  });

  it('opens the page again at once when it is a new one', async () => {
    await follow(minutes(-1));
    await ended().waitFor();
    expect(await follow(minutes(5))).toBe(200);
    await page.locator('.card img').first().waitFor();
  });

  it('ends while the page is open: it tells of that, keeps what it shows, and then has ended', async () => {
    await follow(minutes(5));
    await page.locator('.card img').first().waitFor();
    edge.setClock(() => minutes(6));
    await page.getByText('Your link may have ended: open a new one.').waitFor();
    expect(await page.locator('.card').count()).toBeGreaterThan(0);
    await page.reload();
    await ended().waitFor();
  });

  it('leads back to the page from a picture that has gone', async () => {
    await follow(minutes(5));
    const gone = await page.goto(`${edge.url}/jpg_alarm/garden/gone.jpg`);
    expect(gone?.status()).toBe(403);
    await page.getByRole('link', { name: 'the gallery still opens' }).click();
    await page.locator('.card img').first().waitFor();
  });
});

describe.each([
  [360, 'light'],
  [360, 'dark'],
  [1200, 'light'],
  [1200, 'dark'],
] as const)('the page for links that ended, %d pixels wide and %s', (width, colorScheme) => {
  it('fits, has its colours, and can be read by everybody', async () => {
    await page.setViewportSize({ width, height: 700 });
    await page.emulateMedia({ colorScheme });
    await follow(minutes(-1));
    await ended().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const ground = await page.evaluate(
      'getComputedStyle(document.documentElement).backgroundColor',
    );
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(16, 21, 20)' : 'rgb(244, 246, 245)');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
