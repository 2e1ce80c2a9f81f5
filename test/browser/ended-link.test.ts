import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryBlobStore } from '../adapters/memory-blob-store.ts';
import { startHostedPage } from './hosted-page.ts';
import { startBrowser } from './screenshot.ts';
import { seedGallery } from './seed-gallery.ts';

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

let hosted: Awaited<ReturnType<typeof startHostedPage>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  const blobs = memoryBlobStore();
  await seedGallery(blobs);
  hosted = await startHostedPage(blobs);
});

afterAll(async () => {
  await browser.close();
  await hosted.close();
});

beforeEach(async () => {
  hosted.setClock(() => new Date());
  page = await browser.newPage({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
});

afterEach(() => page.context().close());

const ended = () => page.getByRole('heading', { name: 'This link has ended' });

const follow = (until: Date) => hosted.follow(page, until);

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
    hosted.setClock(() => minutes(6));
    await page.getByText('Your link may have ended: open a new one.').waitFor();
    expect(await page.locator('.card').count()).toBeGreaterThan(0);
    await page.reload();
    await ended().waitFor();
  });

  it('leads back to the page from a picture that has gone', async () => {
    await follow(minutes(5));
    const gone = await page.goto(`${hosted.url}/jpg_alarm/garden/gone.jpg`);
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
