import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { memoryBlobStore } from '../adapters/memory-blob-store.ts';
import { startBrowser } from './screenshot.ts';
import { type SeededGallery, seedGallery } from './seed-gallery.ts';
import type { SeedStore } from './seed-picture.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import { watchPage } from './watch-page.ts';

export let page: Page;
export let blobs: SeedStore;
export let seeded: SeededGallery;
export let server: TestServer;
let browser: Browser;
let complaints: string[];

/** Gives each test a gallery with pictures and a page of its own; no test may end with a complaint. */
export function useGallery(): void {
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const store = memoryBlobStore();
    seeded = await seedGallery(store);
    await serve(store);
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
    expect(complaints).toEqual([]);
  });
}

/** Serves another store in place of the one that was seeded. */
export async function serve(store: SeedStore): Promise<void> {
  await server?.close();
  blobs = store;
  server = await startTestServer(blobs);
  await openPage({ width: 1280, height: 800, dark: false });
}

export type Look = { readonly width: number; readonly height: number; readonly dark: boolean };

/** Opens an empty page on another screen. */
export async function openPage({ width, height, dark }: Look): Promise<void> {
  await page?.context().close();
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    hasTouch: width < 600,
  });
  page = await context.newPage();
  complaints = watchPage(page, server.url);
}

/** Goes to the gallery and waits until it shows something. */
export async function visit(hash = ''): Promise<void> {
  await page.goto(`${server.url}/gallery/${hash}`);
  await page.locator('main[aria-busy="false"]').waitFor();
}

/** Forgives what the test itself has provoked, and nothing else. */
export function expectOnlyComplaints(about: string): void {
  expect(complaints.filter((complaint) => !complaint.includes(about))).toEqual([]);
  complaints.length = 0;
}

export function card(imageId: string): Locator {
  return page.locator(`[id="picture-${imageId}"]`);
}

export function cards(outcome: string): Locator {
  return page.locator(`.outcome.${outcome} .card`);
}

export function dialog(): Locator {
  return page.locator('dialog[open]');
}
