import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { busyDay } from '../../bench/busy-day.ts';
import {
  fileRequests,
  listRequests,
  openingUsage,
  partsPerRound,
} from '../../contracts/page-usage.ts';
import { startHostedPage } from './hosted-page.ts';
import { startBrowser } from './screenshot.ts';

// Four cameras, each hour.
const shards = 4 * 24;

let browser: Browser;
let hosted: Awaited<ReturnType<typeof startHostedPage>>;
beforeAll(async () => {
  browser = await startBrowser();
  hosted = await startHostedPage(await busyDay(2 * shards));
});
afterAll(async () => {
  await browser.close();
  await hosted.close();
});

it('asks CloudFront for what docs/costs.md counts, when it is opened and while it stays open', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const rounds = () => asked.filter((path) => path === '/gallery/index/days.json').length;
  await hosted.follow(page, new Date(Date.now() + 60_000));
  await page.locator('main[aria-busy="false"]').waitFor();
  await page.waitForLoadState('networkidle');
  await expect.poll(rounds, { timeout: 30_000 }).toBeGreaterThan(1);
  const opening = asked.slice(0, asked.lastIndexOf('/gallery/index/days.json'));
  const thumbnails = opening.filter((path) => path.startsWith('/gallery/thumbs/')).length;
  const { requests } = openingUsage({ shards, thumbnails });
  expect(opening.length).toBe(requests);
  expect(opening.filter((path) => /^\/gallery\/[^/]+$/.test(path))).toHaveLength(fileRequests);

  await expect.poll(rounds, { timeout: 30_000 }).toBeGreaterThan(3);
  const open = asked.slice(opening.length, asked.lastIndexOf('/gallery/index/days.json'));
  const ofIndex = open.filter((path) => path.startsWith('/gallery/index/')).length;
  expect(ofIndex / (rounds() - 2)).toBeLessThanOrEqual(listRequests + partsPerRound);
  await page.close();
});
