import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gardenDay } from '../../cli/demo/garden-day.ts';
import { renderScene } from '../../cli/demo/render-scene.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageClassified } from '../../contracts/image-event.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { composeAlert } from '../../services/notifier/compose-alert.ts';
import { composeCameraNews } from '../../services/notifier/compose-camera-news.ts';
import { composeDigest } from '../../services/notifier/compose-digest.ts';
import { startBrowser } from './screenshot.ts';

const settings = {
  timeZone: 'Europe/Berlin',
  link: 'https://pictures.example.org/#day=2026-11-20',
};
const phone = { width: 360, height: 760 };

// `SCREENSHOTS=docs npm run test:system -- test/browser/mail.test.ts` makes docs/mail.jpg.
const screenshots = process.env.SCREENSHOTS;

let browser: Browser;
let picture: Uint8Array;
beforeAll(async () => {
  browser = await startBrowser();
  const visit = gardenDay(7).find(({ expected, at }) => expected === 'alarm' && at > '12');
  if (visit === undefined) throw new Error('nobody comes to the garden');
  picture = await sharp(await renderScene(visit))
    .resize(640)
    .jpeg()
    .toBuffer();
});
afterAll(() => browser.close());

function label(name: string, confidence: number) {
  return { name, confidence, instances: [], parents: [], aliases: [], categories: [] };
}

function alarm(more: Partial<ImageClassified> = {}): Alert {
  const image = { ...eventExamples.ImageClassified.detail, ...more };
  const shown = { contentId: 'picture', fileName: 'a.jpg', bytes: picture };
  return composeAlert(image, { settings, ...settings, picture: shown, visit: image.imageId });
}

const usual = () =>
  alarm({
    matches: [{ rule: 'on the lawn', label: 'Person', confidence: 98.42 }],
    labels: [label('Person', 98.42), label('Grass', 96.1), label('House', 88), label('Tree', 71.9)],
  });

function endless() {
  const name = `<script>${'x'.repeat(200)}`;
  const match = { rule: name, label: name, confidence: 90 };
  return alarm({ camera: name, matches: [match], labels: [label(name, 90)] });
}

function digest(): Alert {
  const at = '2026-11-20T13:49:00.000Z';
  const held = (n: number) => ({
    ...{ imageId: `p${n}`, capturedAt: at, labels: ['Person'], severity: 'alarm' as const },
    delivery: { state: 'held' as const, at, reason: 'same-visit' as const, digest: 3 },
  });
  const pictures = Array.from({ length: 12 }, (_, n) => held(n));
  const facts = { number: 3, openedBy: 'p0', visit: 'p0', until: at, unlisted: [], pictures };
  return composeDigest('garden', facts, settings);
}

const mails: readonly (readonly [string, () => Alert])[] = [
  ['an alarm', usual],
  ['an alarm of endless names', endless],
  ['a digest', digest],
  ['a dead camera', () => composeCameraNews(eventExamples.CameraSilent, settings.timeZone)],
];

async function open(alert: Alert, isDark: boolean) {
  const page = await browser.newPage({
    viewport: phone,
    deviceScaleFactor: 2,
    colorScheme: isDark ? 'dark' : 'light',
  });
  const data = `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`;
  await page.setContent(alert.html.replace('cid:picture', data), { waitUntil: 'load' });
  return page;
}

describe.each([false, true])('in the dark: %s', (isDark) => {
  it.each(mails)('%s fits on a phone and can be read by everybody', async (_, compose) => {
    const page = await open(compose(), isDark);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(phone.width);
    await page.evaluate(axe.source);
    const rules = {
      rules: { 'landmark-one-main': { enabled: false }, region: { enabled: false } },
    };
    const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(rules)})`);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.close();
  });
});

it('looks the same as in the documentation', async () => {
  const sides = await Promise.all(
    [false, true].map(async (isDark) => {
      const page = await open(usual(), isDark);
      const side = await page.screenshot({ fullPage: true });
      await page.close();
      return side;
    }),
  );
  const { width = 0, height = 0 } = await sharp(sides[0]).metadata();
  expect(width).toBe(2 * phone.width);
  if (screenshots === undefined) return;
  await sharp({ create: { width: 2 * width, height, channels: 3, background: '#101514' } })
    .composite(sides.map((input, at) => ({ input, left: at * width, top: 0 })))
    .jpeg({ quality: 82 })
    .toFile(projectFile(screenshots, 'mail.jpg'));
});
