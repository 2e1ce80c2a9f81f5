import { beforeEach, describe, expect, it } from 'vitest';
import { rulesInForceKey } from '../../contracts/gallery-key.ts';
import { memoryBlobStore } from '../adapters/memory-blob-store.ts';
import { lowerHalf, type Sight } from '../gallery/judged-pictures.ts';
import { expectOnlyComplaints, page, serve, useGallery, visit } from './gallery-fixture.ts';
import { hostileCamera, hostileLabel } from './seed-gallery.ts';
import { seedJudged } from './seed-judged.ts';
import type { SeedStore } from './seed-picture.ts';

useGallery();

const inDrive = { left: 0.4, top: 0.6, width: 0.1, height: 0.3 };
const inSky = { left: 0.4, top: 0.1, width: 0.1, height: 0.2 };
const wrong = (confidence: number, more: Partial<Sight> = {}): Sight => ({
  ...{ confidence, verdict: 'not-an-alarm', box: inDrive },
  ...more,
});
const right = (confidence: number, more: Partial<Sight> = {}): Sight => ({
  ...wrong(confidence, more),
  verdict: 'right',
});
const zones = {
  drive: lowerHalf,
};
const people = { name: 'people', labels: ['Person'], threshold: 70, zones: ['drive'] };
const file = { zones, rules: [people, { name: 'cats', labels: ['Cat'] }] };
const judged = [71, 74.5, 82.2].map((confidence) => wrong(confidence));

let store: SeedStore;
beforeEach(() => {
  store = memoryBlobStore();
});

async function open(seeded: Parameters<typeof seedJudged>[1]): Promise<void> {
  await seedJudged(store, seeded);
  await serve(store);
  await page.clock.setFixedTime(new Date('2026-11-16T00:00:00Z'));
  await visit('#view=statistics');
}

async function look(): Promise<void> {
  await page.getByRole('button', { name: 'Look for proposals' }).click();
  await page.getByText(/judged days?/).waitFor();
}

const proposals = () => page.locator('.proposal').allTextContents();
const never = () => page.locator('.chart', { hasText: 'Never rang' });

describe('what never rang', () => {
  it('are rules and labels in force that caught nothing, at the camera that is asked for', async () => {
    const also = { name: 'both', labels: ['Person', 'Dog'], cameras: ['door'] };
    const rung = { ...right(90), label: 'people' };
    await open({ sights: [rung], files: { file: { ...file, rules: [...file.rules, also] } } });
    expect(await never().locator('ul').allTextContents()).toEqual(['catsboth', 'CatDog']);
    await page.getByLabel('Camera').selectOption('garden');
    await expect.poll(() => never().locator('ul').allTextContents()).toEqual(['cats', 'Cat']);
  });

  it('names a row of the list once, and everybody by a harmless name', async () => {
    const list = `people,,Alarm\n"${hostileLabel.replaceAll('"', '""')}",,Alarm\nDog,,Quiet`;
    await open({ sights: [{ ...right(90), label: 'people' }], files: { list } });
    expect(await never().locator('li bdi').allTextContents()).toEqual([hostileLabel]);
  });

  it('is not told while nobody knows the rules', async () => {
    await open({ sights: judged, files: { file } });
    await page.route(`**/${rulesInForceKey}`, (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page.locator('.tile').first().waitFor();
    expect(await never().count()).toBe(0);
    await page.getByRole('button', { name: 'Look for proposals' }).click();
    await page.getByText('Your rules are not known here yet').waitFor();
  });
});

describe('what it costs', () => {
  it('is told on AWS: so far, expected, and by which prices', async () => {
    const sights = Array.from({ length: 40 }, (_, at) => ({ confidence: 80, minute: at }));
    await open({ sights, files: { file }, region: 'eu-central-1' });
    const tile = page.locator('.tile', { hasText: 'Cost this month' });
    expect(await tile.textContent()).toMatch(
      /^Cost this month\$0\.05\$0\.05 of it Rekognition; about \$0\.10 for the whole month; prices of .*21 Aug 2026 in eu-central-1, without storage and free tiers$/,
    );
  });

  it('is nothing on one machine', async () => {
    await open({ sights: judged, files: { file } });
    await never().waitFor();
    expect(await page.locator('.tile').count()).toBe(4);
  });
});

describe('a proposal', () => {
  it('is told with what it changes, and with lines that keep the rest of the rule', async () => {
    const others = [right(83.6), { confidence: 75, box: inDrive }];
    const door = { camera: 'door', confidence: 71, box: inDrive };
    await open({ sights: [...judged, ...others, door], files: { file } });
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url().replace(/^.*\//, '')));
    await look();
    expect(loaded).toContain('look-for-proposals.js');
    const [proposal = '', ...more] = await proposals();
    expect(more).toEqual([]);
    expect(proposal).toContain('Raise Person on garden from 70 to 83');
    expect(proposal).toContain('3 of 3 false alarms fewer, none of 1 right ones lost.');
    expect(proposal).toContain('Of what nobody has judged, 1 alarm fewer.');
    expect(proposal).toContain('In config/alarms.yaml, in place of the rule “people”:');
    expect(proposal).toContain('cameras: ["garden"], threshold: 83, zones: ["drive"] }');
    expect(proposal).toContain('cameras: ["door"], threshold: 70, zones: ["drive"] }');
    expect(proposal).toContain('A camera that these lines do not name would ring no more for it.');
    expect(await page.locator('.chart [role="status"]').textContent()).toContain(
      '5 pictures of 1 judged day were judged twice',
    );
  });

  it('is none where a zone keeps these pictures quiet already', async () => {
    const sights = [71, 74.5, 82.2].map((confidence) => wrong(confidence, { box: inSky }));
    await open({ sights, files: { file } });
    await look();
    expect(await proposals()).toEqual([]);
    await page.getByText('no other threshold would have served you better').waitFor();
  });

  it('is none where another rule rings for the same pictures', async () => {
    const again = { name: 'anywhere', labels: ['Human', 'Person'], threshold: 60 };
    await open({ sights: judged, files: { file: { ...file, rules: [people, again] } } });
    await look();
    expect((await proposals()).filter((text) => text.includes('“people”'))).toEqual([]);
  });

  it('leaves out what has no record any more', async () => {
    await open({ sights: [...judged, wrong(75)], files: { file } });
    await page.route('**/records/**/00000000000000000000.json', (route) =>
      route.fulfill({ status: 404 }),
    );
    await look();
    expect(await proposals()).toHaveLength(1);
    await page.getByText('1 more have no record to judge by.').waitFor();
    expectOnlyComplaints('00000000000000000000.json');
  });

  it('says that it failed, and can be asked again', async () => {
    await open({ sights: judged, files: { file } });
    await page.route('**/records/**', (route) => route.fulfill({ status: 500 }));
    await page.getByRole('button', { name: 'Look for proposals' }).click();
    await page.getByText('could not be read. Please try again.').waitFor();
    await page.unroute('**/records/**');
    await look();
    expect(await proposals()).toHaveLength(1);
    expectOnlyComplaints('/records/');
  });

  it('shows whatever cameras and labels are called as text', async () => {
    const odd = { label: hostileLabel, camera: hostileCamera };
    const sights = judged.map((sight) => ({ ...sight, ...odd }));
    const list = `"${hostileLabel.replaceAll('"', '""')}",,Alarm,70`;
    await open({ sights: [...sights, { confidence: 90 }], files: { list } });
    await look();
    // A list cannot be changed so that it says this name; but a shorter one without commas can.
    expect(await proposals()).toEqual([]);
    const name = '<b>☠</b>\u202e';
    const rules = [{ name, labels: [name], threshold: 70 }];
    store = memoryBlobStore();
    // Without boxes, or the third one would be a repeat of the first.
    const named = judged.map((sight) => ({ ...sight, label: name, box: undefined }));
    await open({ sights: named, files: { file: { rules } } });
    await look();
    const [proposal = ''] = await proposals();
    expect(proposal).toContain(`Raise ${name} on all cameras from 70 to 83`);
    expect(proposal).toContain('name: "<b>☠</b>\\u202e"');
  });
});
