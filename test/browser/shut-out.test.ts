import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGalleryServer } from '../../runtime/local/gallery-server.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { memoryBlobStore } from '../adapters/memory-blob-store.ts';
import {
  blobs,
  cards,
  expectOnlyComplaints,
  page,
  seeded,
  serve,
  server,
  useGallery,
  visit,
} from './gallery-fixture.ts';
import { startBrowser } from './screenshot.ts';

useGallery();

const ended = () => page.getByText('Your link may have ended: open a new one.');

describe('a link that has ended', () => {
  it('is told of, while what was seen stays', async () => {
    await visit();
    await page.route('**/gallery/**', (route) => route.fulfill({ status: 403 }));
    await ended().waitFor();
    expect(await cards('rejected').count()).toBe(1);
    await page.unroute('**/gallery/**');
    await ended().waitFor({ state: 'detached' });
    expectOnlyComplaints('403');
  });

  it('is not meant where S3 says 403 of an index that is not there yet', async () => {
    await serve(memoryBlobStore());
    await page.route('**/gallery/index/**', (route) => route.fulfill({ status: 403 }));
    await page.goto(`${server.url}/gallery/index.html`);
    await page.getByText('No pictures yet').waitFor();
    expect(await ended().count()).toBe(0);
    expectOnlyComplaints('403');
  });
});

describe('a session that has ended', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('leads to the form, and from there back to what was looked at', async () => {
    const password = 'correct horse';
    const pageFolder = projectFile('dist', 'gallery');
    const gallery = await startGalleryServer({ blobs, pageFolder, port: 0, password });
    try {
      const own = await browser.newPage();
      const signIn = async () => {
        await own.getByLabel('Password').fill(password);
        await own.getByRole('button', { name: 'Sign in' }).click();
      };
      await own.goto(`${gallery.url}/gallery/index.html#image=${seeded.marked.imageId}`);
      await signIn();
      await own.getByText('Why it rang').waitFor();
      await own.context().clearCookies();
      await signIn();
      await own.getByText('Why it rang').waitFor();
    } finally {
      await gallery.close();
    }
  });
});
