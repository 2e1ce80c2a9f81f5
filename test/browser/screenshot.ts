import { type Browser, chromium } from 'playwright-core';

const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium of the system's package, which talks to nobody by itself. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments });
}

export type Screenshot = {
  readonly url: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
};

/** Writes what the gallery looks like once its pictures are there. */
export async function takeScreenshot({
  url,
  file,
  width,
  height,
  dark,
}: Screenshot): Promise<void> {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'en-GB',
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    // A README's picture may be a little coarser, and stays below 150 kB.
    const quality = file.endsWith('.jpg') ? { quality: 72 } : {};
    await page.screenshot({ path: file, animations: 'disabled', ...quality });
  } finally {
    await browser.close();
  }
}
