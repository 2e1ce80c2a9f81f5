import { describe, expect, it } from 'vitest';
import type { MonthSummary } from '../../contracts/gallery-index.ts';
import { galleryDaysKey, monthSummaryKey, rulesInForceKey } from '../../contracts/gallery-key.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { blobs, card, dialog, page, seeded, useGallery, visit } from './gallery-fixture.ts';
import { putJson } from './seed-picture.ts';

useGallery();

describe('the calendar', () => {
  it('counts each day, and leads there', async () => {
    await visit('#view=calendar');
    const day = page.getByRole('link', { name: /20 Nov 2026: 6 alarms, 26 quiet/ });
    await day.waitFor();
    expect(await page.locator('.empty-day').count()).toBe(28);
    await day.click();
    await card(seeded.marked.imageId).waitFor();
    await page.getByRole('link', { name: 'Calendar' }).first().click();
    await page.getByRole('link', { name: /19 Nov 2026/ }).click();
    await page.getByText('No alarms').waitFor();
    expect(page.url()).toContain(`day=${seeded.before}`);
  });
});

describe('the statistics', () => {
  it('say what rang, when, and what that rests on', async () => {
    await visit('#view=statistics');
    const tiles = await page.locator('.tile').allTextContents();
    expect(tiles[0]).toBe('Alarms6of 33 pictures');
    expect(tiles[2]).toContain('no alarm is judged yet');
    expect(
      await page.locator('.week-map tbody tr').nth(4).locator('td').nth(19).textContent(),
    ).toBe('2');
    await page.getByText('As a table').click();
    const row = page.locator('.figures tr', { hasText: '20 Nov 2026' });
    expect(await row.locator('td').allTextContents()).toEqual(['6', '26', '1']);
    await page.getByLabel('Camera').selectOption('driveway');
    await expect.poll(() => page.locator('.tile').first().textContent()).toContain('Alarms1of');
    expect(page.url()).toContain('camera=driveway');
  });

  it('show a month as bars, one for each day', async () => {
    await putJson(blobs, monthSummaryKey('2026-11'), madeUpMonth());
    await putJson(blobs, rulesInForceKey, madeUpRules);
    await visit('#view=statistics');
    expect(await page.locator('.day-bar').count()).toBe(30);
    expect(await page.locator('.bar-alarm').count()).toBe(20);
    await page.getByText('Never rang').waitFor();
    expect(await page.locator('.tile').last().textContent()).toContain(
      '1 missed and 209 with nothing, of 210 quiet ones reviewed; at most 38',
    );
    await visit('#view=statistics&camera=garden');
    await showInDocs('statistics.jpg', { width: 1280, height: 980 });
    const days = Object.keys(madeUpMonth().days);
    await putJson(blobs, galleryDaysKey, { schemaVersion: 1, days });
    await visit('#view=calendar');
    await page.getByRole('link', { name: / 9 Nov 2026|^9 Nov 2026/ }).waitFor();
    await showInDocs('calendar.jpg', { width: 1280, height: 640 });
  });

  it('estimate nothing from misses alone', async () => {
    await page.route('**/summary.json', async (route) => {
      const answer = await route.fetch();
      const summary = await answer.json();
      summary.cameras.garden['09'].judged.missed = 2;
      await route.fulfill({ response: answer, json: summary });
    });
    await visit('#view=statistics');
    expect(await page.locator('.tile').last().textContent()).toBe(
      'Missed, as far as one can tell–2 reported, but nobody has reviewed the other quiet pictures',
    );
  });
});

describe('the cameras', () => {
  it('tell how they are, and what needs somebody', async () => {
    await visit('#view=cameras');
    const garden = page.locator('.camera-card', { hasText: 'garden' });
    await garden.getByText('412 pictures').waitFor();
    expect(await garden.locator('.bad').allTextContents()).toEqual([
      'Waiting412 pictures, 98 MB',
      'Dropped7',
      'Disk free400 MB',
    ]);
    // Its newest picture is later than the last sign that the watchman knows of.
    const driveway = page.locator('.camera-card', { hasText: 'driveway' });
    await driveway.getByText('Alive').waitFor();
    expect(await page.locator('.camera-card').count()).toBe(3);
    await showInDocs('cameras.jpg', { width: 1280, height: 560 });
    await driveway.getByRole('link', { name: 'Its pictures' }).click();
    await page.locator('.outcome.alarm .card').waitFor();
    expect(page.url()).toContain('camera=driveway');
  });
});

describe('who was told', () => {
  const open = async (at: number) => {
    const told = seeded.entries.filter((entry) => entry.outcome === 'alarm' && isGarden(entry));
    const entry = told.toReversed()[at];
    await visit(`#day=${seeded.newest}&image=${entry?.imageId}`);
    await dialog().getByText('Who was told').waitFor();
  };
  const isGarden = ({ camera }: { camera: string }) => camera === 'garden';

  it('shows the alert only of what rang', async () => {
    await open(0);
    expect(await dialog().textContent()).toContain('Sent at 14:00.');
    expect(await dialog().locator('.alert-card').count()).toBe(1);
    await open(1);
    expect(await dialog().textContent()).toContain(
      'It did not ring: its visit had rung already. It was told of in the digest of 14:00.',
    );
    expect(await dialog().locator('.alert-card').count()).toBe(0);
    await open(2);
    expect(await dialog().textContent()).toContain('That is not remembered any more.');
  });

  it('tells of each channel, also in words that are yet to come', async () => {
    const delivery = {
      state: 'ringing',
      at: '2026-11-20T14:00:00.000Z',
      channels: [
        { channel: 'mail', state: 'retrying', attempts: 3, code: 'Throttling' },
        { channel: 'sns', state: 'refused', reason: '<b>number</b>' },
        { channel: 'pigeon', state: 'flying' },
      ],
    };
    const { imageId } = seeded.marked;
    const incidents = [{ pictures: [{ imageId, delivery }] }];
    await putJson(blobs, 'state/incidents/garden.json', { incidents });
    await visit(`#day=${seeded.newest}&image=${imageId}`);
    await dialog().getByText('Being sent since 14:00.').waitFor();
    const section = dialog().locator('.part', { has: page.getByText('Who was told') });
    expect(await section.locator('li').allTextContents()).toEqual([
      'mail: trying again after 3 attempts (Throttling)',
      'sns: refused (<b>number</b>)',
      'pigeon: flying',
    ]);
  });
});

const madeUpRules = {
  ...{ schemaVersion: 1, timeZone: 'UTC', alarmConfidence: 55 },
  rules: ['people', 'drive', 'parcels'].map((name, at) => {
    return { name, labels: [['Person', 'Car', 'Package'][at]], effect: 'alarm' };
  }),
  ...{ list: [], profiles: {} },
};

/** Takes a picture for the documentation, if somebody wants it: `SCREENSHOTS=docs`. */
async function showInDocs(name: string, clip: { width: number; height: number }): Promise<void> {
  const { SCREENSHOTS: folder } = process.env;
  if (folder === undefined) return;
  await page.setViewportSize(clip);
  // Its name is to do harm, and would look like it.
  await page.locator('.camera-card', { hasText: 'onerror' }).evaluateAll((all) => {
    for (const card of all) card.remove();
  });
  await page.waitForLoadState('networkidle');
  const path = projectFile(folder, name);
  await page.screenshot({ path, quality: 72, animations: 'disabled' });
}

/** Twenty days, on which more rings at the weekend, and by day. */
function madeUpMonth(): MonthSummary {
  const days = Array.from({ length: 20 }, (_, index) => {
    const day = `2026-11-${String(index + 1).padStart(2, '0')}`;
    const isWeekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
    const hours = ['07', '08', '12', '16', '17', '18', '19'].slice(isWeekend ? 0 : 3);
    const alarmHours = Object.fromEntries(hours.map((hour, at) => [hour, 1 + ((index + at) % 4)]));
    const alarm = Object.values(alarmHours).reduce((sum, count) => sum + count, 0);
    const judged = { right: alarm - 2, 'not-an-alarm': 1, missed: Number(index === 7) };
    const tally = {
      ...{ alarm, quiet: 60 + ((index * 7) % 30), rejected: 0, alarmHours },
      ...{ labels: { Person: alarm - 1, Car: 2 }, rules: { people: alarm - 1, drive: 2 } },
      judged: { ...judged, 'right-quiet': 11 },
    };
    return [day, { garden: tally }] as const;
  });
  return { schemaVersion: 1, days: Object.fromEntries(days) };
}
