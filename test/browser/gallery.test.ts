import { describe, expect, it, vi } from 'vitest';
import { views } from '../../gallery/address.ts';
import { memoryBlobStore } from '../adapters/memory-blob-store.ts';
import {
  blobs,
  card,
  cards,
  dialog,
  expectOnlyComplaints,
  openPage,
  page,
  seeded,
  serve,
  useGallery,
  visit,
} from './gallery-fixture.ts';
import { hostileCamera, hostileLabel } from './seed-gallery.ts';

useGallery();

const countOf = (outcome: string) =>
  seeded.entries.filter((entry) => entry.outcome === outcome).length;
/** Two of the alarms are one visit. */
const alarmCards = () => countOf('alarm') - 1;

describe('the grid', () => {
  it('keeps alarms and quiet pictures apart, newest first, under their hours', async () => {
    await visit();
    expect(await cards('alarm').count()).toBe(alarmCards());
    for (const outcome of ['quiet', 'rejected']) {
      expect(await cards(outcome).count()).toBe(countOf(outcome));
    }
    const hours = await page.locator('.outcome.alarm h3').allTextContents();
    expect(hours).toEqual(['19:00', '14:00', '12:00', '09:00']);
    expect(await page.locator('.outcome.alarm h2').textContent()).toBe(
      `Alarms ${countOf('alarm')}`,
    );
    const marked = await card(seeded.marked.imageId).textContent();
    expect(marked?.trim().split(/\s+/)).toEqual([
      '12:30:11',
      'garden',
      'Parcel',
      '92%',
      'Garden',
      '83%',
    ]);
    const several = page.locator('.outcome.alarm .card', { has: page.locator('.several') });
    expect(await several.textContent()).toMatch(/09:02.09:03 2 pictures garden/);
    expect(await page.locator('.badge').allTextContents()).toEqual(['incomplete']);
    expect(await page.title()).toContain(`(${countOf('alarm')})`);
  });

  it('gives every thumbnail its size and loads those far below only when needed', async () => {
    await visit();
    const first = page.locator('.card img').first();
    expect(await first.getAttribute('width')).toBe('320');
    expect(await first.getAttribute('height')).toBe('240');
    expect(await first.getAttribute('loading')).toBe('lazy');
  });

  it('is narrowed to an outcome and a camera', async () => {
    await visit();
    await page.getByRole('button', { name: /^Quiet/ }).click();
    expect(await cards('alarm').count()).toBe(0);
    expect(await cards('quiet').count()).toBe(countOf('quiet'));
    await page.getByLabel('Camera').selectOption('driveway');
    const driveway = seeded.entries.filter(
      ({ camera, outcome }) => camera === 'driveway' && outcome === 'quiet',
    );
    expect(await cards('quiet').count()).toBe(driveway.length);
    expect(page.url()).toContain('#camera=driveway&outcome=quiet');
    await page.getByRole('button', { name: /^Rejected/ }).click();
    expect(await page.locator('.outcome.rejected').textContent()).toContain('No rejected files.');
  });

  it('goes from day to day', async () => {
    await visit();
    const days = page.getByRole('combobox', { name: 'Day' });
    expect(await days.inputValue()).toBe(seeded.newest);
    await page.getByRole('button', { name: 'Previous day' }).click();
    await page.locator('.outcome.quiet .card').nth(7).waitFor();
    expect(page.url()).toContain(`day=${seeded.before}`);
    expect(await page.locator('.outcome.alarm').textContent()).toContain('No alarms');
    await page.getByRole('button', { name: 'Next day' }).click();
    await card(seeded.marked.imageId).waitFor();
    await page.keyboard.press('ArrowLeft');
    await card(seeded.marked.imageId).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await card(seeded.marked.imageId).waitFor();
    await days.selectOption(seeded.before);
    await card(seeded.marked.imageId).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Latest' }).click();
    await card(seeded.marked.imageId).waitFor();
  });

  it('shows pictures as they arrive', async () => {
    await visit();
    const added = await seeded.addAlarm();
    await card(added.imageId).waitFor({ timeout: 10_000 });
    expect(await page.locator('.outcome.alarm h3').first().textContent()).toBe('20:00');
    expect(await cards('alarm').count()).toBe(alarmCards() + 1);
  });

  it('is not sent the index again while that has not changed', async () => {
    await visit();
    await page.waitForLoadState('networkidle');
    const read = vi.spyOn(blobs, 'get');
    await expect.poll(() => read.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(12);
    const whole = read.mock.calls.filter(([, options]) => options?.firstBytes === undefined);
    expect(whole).toEqual([]);
  });

  it('is narrowed to hours, a label, a confidence and what is judged, and a link says so', async () => {
    await visit();
    await page.locator('.hour-bar').nth(9).click();
    expect(page.url()).toContain('hours=09-09');
    expect(await cards('alarm').count()).toBe(1);
    await page.locator('.hour-bar').nth(12).click();
    expect(page.url()).toContain('hours=09-12');
    expect(await cards('alarm').count()).toBe(2);
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByLabel('Seen').selectOption('Parcel');
    expect(await page.locator('.card').count()).toBe(1);
    await page.getByLabel('At least').selectOption('95');
    expect(await page.locator('.card').count()).toBe(0);
    await page.getByLabel('Judged').selectOption('Not judged');
    await page.reload();
    await page.getByText('No alarms').waitFor();
    expect(await page.getByLabel('From the hour').inputValue()).toBe('09');
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await cards('quiet').count()).toBe(countOf('quiet'));
    expect(page.url()).toMatch(/#$/);
  });

  it('has only those of ten thousand pictures on the page that are in sight', async () => {
    await seeded.addCrowd(10_000);
    await visit(`#day=${seeded.before}&outcome=quiet`);
    const all = page.locator('.card').first();
    await expect.poll(() => all.getAttribute('aria-setsize')).toBe('10008');
    for (const share of [0.3, 0.7, 1]) {
      await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${share})`);
      await page.waitForTimeout(100);
      expect(await page.locator('.card').count()).toBeLessThan(150);
      const place = await page.locator('.card').nth(20).getAttribute('aria-posinset');
      expect(Number(place)).toBeGreaterThan(10_008 * share * 0.9 - 150);
    }
    await page.locator('[aria-posinset="10008"]').waitFor();
    const last = page.locator('[aria-posinset="9990"] a');
    const name = await last.getAttribute('id');
    await last.click();
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(name);
  });

  it('keeps new pictures back while somebody reads further down', async () => {
    await openPage({ width: 390, height: 600, dark: false });
    await visit();
    await page.evaluate('scrollTo(0, 1500)');
    const added = await seeded.addAlarm();
    await page.getByRole('button', { name: 'One new picture' }).click({ timeout: 10_000 });
    await card(added.imageId).waitFor();
    expect(await page.getByRole('button', { name: 'One new picture' }).count()).toBe(0);
  });

  it('greets its owner before the first picture', async () => {
    await serve(memoryBlobStore());
    await visit();
    expect(await page.locator('main').textContent()).toContain('No pictures yet');
    // Chromium itself writes every 404 on the console; here it means that there is no index yet.
    expectOnlyComplaints('days.json');
  });

  it('says so when nothing answers any more, and recovers', async () => {
    await visit();
    await page.route('**/gallery/index/**', (route) => route.fulfill({ status: 503 }));
    await page.getByText('Not reachable, trying again').waitFor();
    expect(await cards('alarm').count()).toBe(alarmCards());
    await page.unroute('**/gallery/index/**');
    await page.getByText('Live', { exact: true }).waitFor();
    expectOnlyComplaints('503');
  });
});

describe('hostile names', () => {
  it('are only ever text', async () => {
    await visit();
    expect(await card(seeded.hostile.imageId).locator('.camera').textContent()).toBe(hostileCamera);
    await page.getByLabel('Camera').selectOption(hostileCamera);
    expect(await cards('alarm').count()).toBe(1);
    await card(seeded.hostile.imageId).click();
    const picture = dialog().locator('.picture img:not(.under)');
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth')))
      .toBe(800);
    expect(await dialog().locator('h2').textContent()).toBe(hostileCamera);
    const alert = dialog().locator('.alert-title');
    expect(await alert.textContent()).toBe(`Person, ${hostileLabel} at ${hostileCamera}`);
    expect(await page.locator('img[src="x"], script:not([src])').count()).toBe(0);
    await page.reload();
    await alert.waitFor();
  });

  it.each(views.slice(1))('are only text in %s, too', async (view) => {
    await visit(`#view=${view}&label=${encodeURIComponent(hostileLabel)}`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('img[src="x"], script:not([src])').count()).toBe(0);
  });

  it('can be filtered by', async () => {
    await visit(`#label=${encodeURIComponent(hostileLabel)}`);
    expect(await page.locator('.card').count()).toBe(1);
    expect(await page.getByLabel('Seen').inputValue()).toBe(hostileLabel);
  });
});
