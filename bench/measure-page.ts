import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { median } from '../infra/median.ts';
import { startGalleryServer } from '../runtime/local/gallery-server.ts';
import { projectFile } from '../runtime/project-file.ts';
import { startBrowser } from '../test/browser/screenshot.ts';
import { busyDay } from './busy-day.ts';
import { serveCompressed } from './serve-compressed.ts';

const pictures = 10_000;
const rounds = 3;
const pageFolder = projectFile('dist', 'gallery');

/** How fast the gallery shows a very busy day in a real browser; one line for each thing measured. */
export async function measurePage(): Promise<readonly string[]> {
  if (!existsSync('/usr/bin/chromium')) {
    return ["the page was not measured: Debian's chromium is not installed"];
  }
  const gallery = await startGalleryServer({ blobs: await busyDay(pictures), pageFolder, port: 0 });
  const server = await serveCompressed(gallery.url);
  const browser = await startBrowser();
  try {
    const measured: Visit[] = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await measureVisit(browser, `${server.url}/gallery/`));
    }
    const middle = (name: keyof Visit) => median(measured.map((visit) => visit[name]));
    return [
      `page, ${pictures} pictures on one day: first picture after ${middle('firstPictureSeconds').toFixed(2)} s, ` +
        `all listed after ${middle('wholeSeconds').toFixed(2)} s`,
      `page: ${kilobytes(middle('bytesBefore'))} before the first thumbnail, compressed`,
      `page: longest frame while scrolling from top to bottom ${middle('worstFrame').toFixed(0)} ms, ` +
        `of an empty page ${middle('emptyFrame').toFixed(0)} ms`,
      `page: ${kilobytes(await codeSize())} of code, compressed`,
    ];
  } finally {
    await browser.close();
    await server.close();
    await gallery.close();
  }
}

type Visit = {
  readonly firstPictureSeconds: number;
  readonly wholeSeconds: number;
  readonly bytesBefore: number;
  readonly worstFrame: number;
  /** The same of a page without anything on it: what the machine itself is late by. */
  readonly emptyFrame: number;
};

async function measureVisit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const bytesBefore = await countBytes(page);
    await page.goto(url, { waitUntil: 'commit' });
    const firstPictureSeconds = Number(await page.evaluate(untilTrue(firstPicture))) / 1000;
    const wholeSeconds = Number(await page.evaluate(untilTrue(isWhole))) / 1000;
    const worstFrame = Number(await page.evaluate(scrollThrough));
    const seen = { firstPictureSeconds, wholeSeconds, bytesBefore: bytesBefore(), worstFrame };
    await page.goto('about:blank');
    await page.setContent(emptyPage);
    return { ...seen, emptyFrame: Number(await page.evaluate(scrollThrough)) };
  } finally {
    await context.close();
  }
}

// Run in the page, where TypeScript knows of no document.
const firstPicture = `[...document.querySelectorAll('.card img')].some((image) => image.naturalWidth > 0)`;
const isWhole = `document.querySelector('main[aria-busy="false"]') !== null`;

/** When something is so, in milliseconds since the page was asked for. */
function untilTrue(condition: string): string {
  return `new Promise((resolve) => {
    requestAnimationFrame(function look() {
      if (${condition}) resolve(performance.now());
      else requestAnimationFrame(look);
    });
  })`;
}

// About as high as ten thousand pictures.
const emptyPage = '<!doctype html><div style="height: 80000px"></div>';

const scrollThrough = `new Promise((resolve) => {
  const step = document.documentElement.scrollHeight / 400;
  let last = performance.now();
  let worst = 0;
  requestAnimationFrame(function next(now) {
    worst = Math.max(worst, now - last);
    last = now;
    scrollBy(0, step);
    if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) resolve(worst);
    else requestAnimationFrame(next);
  });
})`;

/** Counts what came over the wire until the first thumbnail was asked for. */
async function countBytes(page: Page): Promise<() => number> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  let isCounting = true;
  network.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.includes('/gallery/thumbs/')) isCounting = false;
  });
  network.on('Network.dataReceived', ({ encodedDataLength }) => {
    if (isCounting) bytes += encodedDataLength;
  });
  return () => bytes;
}

async function codeSize(): Promise<number> {
  const names = (await readdir(pageFolder)).filter((name) => /\.(js|css|html)$/.test(name));
  const files = await Promise.all(
    names.map((name) => readFile(projectFile('dist', 'gallery', name))),
  );
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
