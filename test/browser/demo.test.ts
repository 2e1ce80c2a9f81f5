import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gardenDay } from '../../cli/demo/garden-day.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { runCli, startCli } from '../run-cli.ts';
import { workspace } from '../workspace.ts';
import { startBrowser, takeScreenshot } from './screenshot.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

// `SCREENSHOTS=docs npm run test:system -- test/browser/demo.test.ts` makes the README's pictures.
const screenshots = process.env.SCREENSHOTS;

it('shows the simulated day: alarms and quiet pictures apart, each alarm with its alert', async () => {
  const { data, files } = await workspace();
  expect(await runCli(['demo', '--once', '--data', data])).toMatchObject({ code: 0, stderr: '' });
  for (const outcome of ['alarm', 'quiet'] as const) {
    const filed = await files(`jpg_${outcome}/garden`);
    expect(filed.map((file) => file.slice(8, 14))).toEqual(timesOf(outcome));
  }
  const server = startCli(['local', '--data', data, '--port', '0']);
  try {
    const url = await galleryUrl(server.stdout);
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
    await page.goto(url);
    // The newest pictures are there before the others.
    await page.locator('main[aria-busy="false"]').waitFor();
    expect(await page.locator('.outcome.alarm h2').textContent()).toBe('Alarms 24');
    expect(await page.locator('.outcome.quiet h2').textContent()).toBe('Quiet 65');

    await page.locator('.outcome.alarm .card').first().click();
    await page.locator('.alert-card', { hasText: 'Person at garden' }).waitFor();
    await page
      .getByText(/Person: Person [\d.]+ ≥ 45 → alarm/)
      .first()
      .waitFor();
    await page.waitForFunction(`document.querySelector('dialog img')?.complete`);
    if (screenshots !== undefined) {
      const [look, phone] = [lookOf(1280, 860), lookOf(390, 760)];
      const file = (name: string) => projectFile(screenshots, name);
      await takeScreenshot({ url, file: file('gallery.jpg'), ...look });
      await takeScreenshot({ url: page.url(), file: file('picture.jpg'), ...look, dark: true });
      await takeScreenshot({ url, file: file('timeline-phone.jpg'), ...phone });
      await takeScreenshot({ url: `${url}#view=quiet`, file: file('review.jpg'), ...look });
    }
  } finally {
    server.kill('SIGINT');
    await once(server, 'exit');
  }
  expect(server.exitCode).toBe(0);
}, 120_000);

function lookOf(width: number, height: number) {
  return { width, height, dark: false };
}

// Each scene with somebody in it, and no other, is an alarm.
function timesOf(outcome: 'alarm' | 'quiet'): readonly string[] {
  return gardenDay(7)
    .filter((scene) => scene.expected === outcome)
    .map((scene) => scene.at.replaceAll(':', ''))
    .toSorted();
}

async function galleryUrl(output: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of output ?? []) {
    text += String(chunk);
    const url = /Gallery: (\S+)/.exec(text)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`start the gallery: ${text}`);
}
