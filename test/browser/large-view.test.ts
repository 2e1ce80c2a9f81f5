import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { turnedKey } from '../../contracts/picture-places.ts';
import {
  blobs,
  card,
  dialog,
  expectOnlyComplaints,
  page,
  seeded,
  useGallery,
  visit,
} from './gallery-fixture.ts';

useGallery();

describe('the large view', () => {
  it('draws boxes where things are', async () => {
    await visit();
    await card(seeded.marked.imageId).click();
    const rect = dialog().locator('.box rect');
    await rect.waitFor();
    await dialog().locator('.picture img:not(.under)').waitFor();
    const drawn = await rect.boundingBox();
    const picture = await dialog().locator('.picture').boundingBox();
    if (drawn === null || picture === null) throw new Error('nothing is drawn');
    expect(picture.width / picture.height).toBeCloseTo(800 / 600, 2);
    const { left, top, width, height } = seeded.markerBox;
    const expected = [
      left * picture.width,
      top * picture.height,
      width * picture.width,
      height * picture.height,
    ];
    const found = [drawn.x - picture.x, drawn.y - picture.y, drawn.width, drawn.height];
    for (const [side, pixels] of expected.entries()) {
      // The line itself is three pixels wide.
      expect(Math.abs((found[side] ?? 0) - pixels)).toBeLessThan(3.5);
    }
    const inside = await pixelAt(drawn.x + drawn.width / 2, drawn.y + drawn.height / 2);
    expect(inside).toBe('magenta');
    for (const [x, y] of [
      [-5, 0.5],
      [drawn.width + 5, 0.5],
    ] as const) {
      expect(await pixelAt(drawn.x + x, drawn.y + y * drawn.height)).toBe('other');
    }
    expect(await dialog().locator('.box text').textContent()).toBe('Parcel 92%');
    await dialog().getByRole('button', { name: 'Boxes' }).click();
    expect(await rect.count()).toBe(0);
  });

  it('shows where something moved, until the boxes are switched off', async () => {
    await visit(`#day=${seeded.newest}&image=${seeded.moved.imageId}`);
    await dialog().locator('.box.motion rect').waitFor();
    const drawn = await dialog().locator('.box.motion rect').boundingBox();
    const picture = await dialog().locator('.picture').boundingBox();
    if (drawn === null || picture === null) throw new Error('nothing is drawn');
    const { centerX, centerY, width } = seeded.movedArea;
    const scale = picture.width / 800;
    const middle = [drawn.x - picture.x + drawn.width / 2, drawn.y - picture.y + drawn.height / 2];
    for (const [side, pixels] of [centerX, centerY].entries()) {
      expect(middle[side]).toBeCloseTo(pixels * scale, 0);
    }
    expect(Math.abs(drawn.width - width * scale)).toBeLessThan(2);
    await dialog().getByRole('button', { name: 'Boxes' }).click();
    expect(await dialog().locator('.box rect').count()).toBe(0);
  });

  it('tells what was seen, why it rang, and what the phone showed', async () => {
    await visit(`#day=${seeded.newest}&image=${seeded.marked.imageId}`);
    await dialog().getByText('Why it rang').waitFor();
    const words = await dialog().textContent();
    expect(words).toContain('Rule “Parcel” caught Parcel, 91.5%');
    expect(words).toContain('Friday, 20 November 2026 at 12:30:11');
    expect(words).toContain(seeded.marked.key.slice(seeded.marked.key.lastIndexOf('/') + 1));
    const alert = await dialog().locator('.alert-card p').allTextContents();
    expect(alert.slice(1)).toEqual(['Parcel at garden', '92% sure']);
    expect(await dialog().locator('.alert-card img').getAttribute('src')).toBe(
      `/${seeded.marked.thumbnail?.key}`,
    );
  });

  it('becomes larger by wheel, double click and key, and its boxes with it', async () => {
    await visit(`#day=${seeded.newest}&image=${seeded.marked.imageId}`);
    const rect = dialog().locator('.box rect');
    await rect.waitFor();
    const before = await rect.boundingBox();
    if (before === null) throw new Error('nothing is drawn');
    await page.mouse.move(before.x, before.y);
    await page.mouse.wheel(0, -300);
    const widthOf = async () => ((await rect.boundingBox())?.width ?? 0) / before.width;
    await expect.poll(widthOf).toBeGreaterThan(1.7);
    const after = await rect.boundingBox();
    // What is under the pointer stays there.
    expect(Math.abs((after?.x ?? 0) - before.x)).toBeLessThan(4);
    expect(await pixelAt(before.x + 20, before.y + 20)).toBe('magenta');
    await page.keyboard.press('0');
    await expect.poll(widthOf).toBeCloseTo(1, 1);
    await page.keyboard.press('+');
    await expect.poll(widthOf).toBeCloseTo(1.5, 1);
    await page.keyboard.press('-');
    await page.mouse.dblclick(before.x, before.y);
    await expect.poll(widthOf).toBeCloseTo(2.5, 1);
    await page.mouse.down();
    await page.mouse.move(before.x + 60, before.y, { steps: 3 });
    await page.mouse.up();
    expect(Math.abs(((await rect.boundingBox())?.x ?? 0) - before.x - 60)).toBeLessThan(5);
  });

  it('shows the reason instead of a file that is no picture', async () => {
    await visit();
    await card(seeded.rejected.imageId).click();
    await dialog().getByText('the picture ends before its header does').waitFor();
    expect(await dialog().locator('img').count()).toBe(0);
  });

  it('waits for a picture that is not filed yet', async () => {
    let asked = 0;
    const isMarked = ({ pathname }: URL) => pathname === `/${seeded.marked.key}`;
    await page.route(isMarked, (route) => {
      asked += 1;
      return asked === 1 ? route.fulfill({ status: 404 }) : route.continue();
    });
    await visit(`#day=${seeded.newest}&image=${seeded.marked.imageId}`);
    await dialog().locator('.picture img[src$="?again"]').waitFor();
    await expect.poll(() => pixelAtMarker()).toBe('magenta');
    expect(asked).toBe(2);
    expectOnlyComplaints('404');
  });

  it('finds a picture that was moved by what was said of it, also to download it', async () => {
    const { key, imageId } = seeded.marked;
    const moved = turnedKey(key, imageId) ?? '';
    await blobs.put(moved, (await blobs.get(key))?.bytes ?? new Uint8Array());
    await page.route(`**/${key}`, (route) => route.fulfill({ status: 404 }));
    await visit(`#day=${seeded.newest}&image=${imageId}`);
    await expect.poll(() => pixelAtMarker()).toBe('magenta');
    const link = dialog().getByRole('link', { name: 'Download' });
    expect(await link.getAttribute('href')).toBe(`/${moved}`);
    expectOnlyComplaints('404');
  });

  it('shows what is left of a picture that was deleted, and says so', async () => {
    const { key, imageId, thumbnail } = seeded.marked;
    await page.route(/\/jpg_(alarm|quiet)\//, (route) => route.fulfill({ status: 404 }));
    await visit(`#day=${seeded.newest}&image=${imageId}`);
    await dialog().getByText('The picture itself was deleted by age').waitFor();
    expect(await dialog().locator('.picture img').getAttribute('src')).toBe(`/${thumbnail?.key}`);
    expect(await dialog().getByRole('link', { name: 'Download' }).count()).toBe(0);
    expect(await dialog().textContent()).toContain(key.slice(key.lastIndexOf('/') + 1));
    expectOnlyComplaints('404');
  });

  it('offers the file under its name', async () => {
    await visit(`#day=${seeded.newest}&image=${seeded.marked.imageId}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog().getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(seeded.marked.key.split('/').at(-1));
  });
});

async function pixelAtMarker(): Promise<'magenta' | 'other'> {
  const rect = await dialog().locator('.box rect').boundingBox();
  if (rect === null) return 'other';
  return pixelAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
}

async function pixelAt(x: number, y: number): Promise<'magenta' | 'other'> {
  const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 };
  const shot = await page.screenshot({ clip });
  const [red = 0, green = 0, blue = 0] = await sharp(shot).removeAlpha().raw().toBuffer();
  return red > 200 && green < 60 && blue > 200 ? 'magenta' : 'other';
}
