import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gardenDay } from '../../cli/demo/garden-day.ts';
import { renderScene } from '../../cli/demo/render-scene.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { composeSummary } from '../../services/reporter/compose-summary.ts';
import type { DaySummary, ShownAlarm } from '../../services/reporter/day-summary.ts';
import { aDay } from '../../services/reporter/day-under-test.ts';
import { startBrowser } from './screenshot.ts';
import { hostileCamera } from './seed-gallery.ts';

let browser: Browser;
let day: DaySummary;
beforeAll(async () => {
  browser = await startBrowser();
  day = { ...aDay, shown: await shownAlarms(12) };
});
afterAll(() => browser.close());

const telling = { toldAt: new Date('2026-11-20T07:00:00Z'), timeZone: 'UTC' };
const [phone, desktop] = [360, 1280];

// `SCREENSHOTS=docs npm run test:system -- test/browser/summary.test.ts` makes the picture of it.
const screenshots = process.env.SCREENSHOTS;

describe('the mail about a day', () => {
  it.each([
    [phone, false],
    [phone, true],
    [desktop, false],
  ])('fits a screen %d pixels wide, dark: %s', async (width, dark) => {
    const page = await open(composeSummary(day, telling), { width, dark });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const broken = '[...document.images].filter((image) => !image.naturalWidth).length';
    expect(await page.evaluate(broken)).toBe(0);
    expect(await page.locator('img').count()).toBe(12);
    const { text, behind } = await brightness(page);
    expect([text > 128, behind > 128]).toEqual([dark, !dark]);
    await page.context().close();
  });

  it('takes any name for text', async () => {
    const [first] = day.shown;
    const name = hostileCamera.repeat(3);
    const alert = composeSummary(
      {
        ...day,
        alarms: [{ camera: name, count: 1, labels: [{ name, count: 1 }] }],
        shown: first === undefined ? [] : [{ ...first, camera: name, labels: [name] }],
        rejected: [{ name, count: 1 }],
        cameras: [{ camera: name, state: 'silent', since: '2026-11-19T22:10:00.000Z' }],
      },
      telling,
    );
    const page = await open(alert, { width: phone, dark: false });
    expect(await page.locator('img').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone);
    await page.context().close();
  });

  it.runIf(screenshots !== undefined)('is shown in the documentation', async () => {
    const shots = await Promise.all(
      [false, true].map(async (dark) => {
        const page = await open(composeSummary(day, telling), { width: phone, dark });
        return page.screenshot({ fullPage: true });
      }),
    );
    const { height = 0 } = await sharp(shots[0]).metadata();
    await sharp({ create: { width: 2 * phone, height, channels: 3, background: '#888' } })
      .composite(shots.map((input, index) => ({ input, left: index * phone, top: 0 })))
      .jpeg({ quality: 82 })
      .toFile(projectFile(screenshots ?? '', 'summary.jpg'));
  });
});

type Look = { readonly width: number; readonly dark: boolean };

/** Shows a mail as a mail program does: its pictures come with it. */
async function open({ html, pictures = [] }: Alert, { width, dark }: Look) {
  const context = await browser.newContext({
    viewport: { width, height: 640 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const shown = pictures.reduce(
    (text, { contentId, bytes }) =>
      text.replace(
        `"cid:${contentId}"`,
        `"data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}"`,
      ),
    html,
  );
  await page.setContent(shown, { waitUntil: 'load' });
  return page;
}

/** How bright the text is, and what is behind it. */
async function brightness(page: Awaited<ReturnType<typeof open>>) {
  const colour = await page.evaluate<string>('getComputedStyle(document.body).color');
  const shot = await page.screenshot({ clip: { x: 0, y: 0, width: 2, height: 2 } });
  const [behind = 0] = await sharp(shot).raw().toBuffer();
  return { text: Number(/\d+/.exec(colour)?.[0]), behind };
}

async function shownAlarms(count: number): Promise<readonly ShownAlarm[]> {
  const scenes = gardenDay(7).filter(({ expected }) => expected === 'alarm');
  return Promise.all(
    scenes.slice(0, count).map(async (scene) => ({
      ...{ camera: 'garden', labels: ['Person'] },
      capturedAt: `2026-11-19T${scene.at}Z`,
      thumbnail: await sharp(await renderScene(scene))
        .resize({ width: 320 })
        .jpeg()
        .toBuffer(),
    })),
  );
}
