import { describe, expect, it } from 'vitest';
import { card, dialog, openPage, page, seeded, useGallery, visit } from './gallery-fixture.ts';

useGallery();

describe('the large view', () => {
  it('goes on by arrow keys and buttons, and closes by Escape and the back button', async () => {
    await visit();
    const order = await page
      .locator('.card a')
      .evaluateAll((links) => links.map((link) => link.id.replace('picture-', '')));
    // Two of one visit have one card, that of the newer.
    const older = seeded.entries.find(({ capturedAt }) => capturedAt.includes('T09:02:11'));
    order.splice(5, 0, older?.imageId ?? '');
    await page.locator('.card a').first().click();
    await dialog().waitFor();
    const shown = () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('image');
    expect(shown()).toBe(order[0]);
    await Promise.all(Array.from({ length: 5 }, () => page.keyboard.press('ArrowRight')));
    await expect.poll(shown).toBe(order[5]);
    for (const place of [4, 3, 2, 1]) {
      await page.keyboard.press('ArrowLeft');
      await expect.poll(shown).toBe(order[place]);
    }
    await dialog().getByRole('button', { name: 'Next picture' }).click();
    await expect.poll(shown).toBe(order[2]);
    await dialog().getByRole('button', { name: 'Previous picture' }).click();
    await expect.poll(shown).toBe(order[1]);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(shown()).toBeNull();
    expect(await page.evaluate('document.activeElement.id')).toBe(`picture-${order[1]}`);
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await page.goBack();
    await dialog().waitFor({ state: 'detached' });
  });

  it('goes on by a swipe, and grows under two fingers', async () => {
    await openPage({ width: 390, height: 700, dark: false });
    await visit();
    await page.locator('.card a').first().tap();
    const stage = dialog().locator('.stage');
    await stage.waitFor();
    const shown = () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('image');
    const first = shown();
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
      });
    await send('touchStart', [300, 120]);
    for (const x of [250, 200, 120]) await send('touchMove', [x, 120]);
    await send('touchEnd');
    await expect.poll(shown).not.toBe(first);
    const next = shown();
    await send('touchStart', [180, 120], [210, 120]);
    for (const spread of [20, 40, 60])
      await send('touchMove', [180 - spread, 120], [210 + spread, 120]);
    await send('touchEnd');
    await expect
      .poll(() =>
        dialog()
          .locator('.picture')
          .evaluate((it) => it.style.cssText),
      )
      .toMatch(/scale\([3-8]/);
    expect(shown()).toBe(next);
  });

  it('steps through the pictures of a visit', async () => {
    const [older, newer] = ['T09:02:11', 'T09:03:11'].map((time) =>
      seeded.entries.find(
        ({ capturedAt, outcome }) => capturedAt.includes(time) && outcome === 'alarm',
      ),
    );
    await visit(`#day=${seeded.newest}&image=${newer?.imageId}`);
    const steps = dialog().locator('.strip button');
    await expect.poll(() => steps.count()).toBe(2);
    expect(await steps.last().getAttribute('aria-current')).toBe('true');
    await steps.first().click();
    await expect.poll(() => page.url()).toContain(older?.imageId);
  });

  it('is the same again from its link', async () => {
    await visit(`#camera=garden&outcome=alarm`);
    await card(seeded.marked.imageId).click();
    await dialog().waitFor();
    const link = page.url();
    expect(link).toContain(`day=${seeded.newest}`);
    await page.reload();
    await dialog().getByText('Parcel at garden').waitFor();
    expect(page.url()).toBe(link);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^Alarms/ }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(await page.getByLabel('Camera').inputValue()).toBe('garden');
  });

  it('says so when its link is to a picture that is gone', async () => {
    await visit(`#day=${seeded.newest}&image=gone`);
    await dialog().getByText('not among those of this day').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await dialog().waitFor({ state: 'detached' });
  });
});
