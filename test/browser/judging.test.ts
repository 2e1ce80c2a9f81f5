import { describe, expect, it } from 'vitest';
import {
  card,
  cards,
  dialog,
  expectOnlyComplaints,
  page,
  seeded,
  server,
  useGallery,
  visit,
} from './gallery-fixture.ts';

useGallery();

const alarm = () => `#day=${seeded.newest}&image=${seeded.marked.imageId}`;
const quiet = () => {
  const entry = seeded.entries.find(({ outcome }) => outcome === 'quiet');
  return entry ?? seeded.marked;
};
const button = (name: string) => dialog().getByRole('button', { name });
const isPressed = (name: string) => button(name).getAttribute('aria-pressed');

describe('judging', () => {
  it('sends what was said, shows it on the card, and takes it back', async () => {
    await visit(alarm());
    await button('Not an alarm').click();
    expect(await isPressed('Not an alarm')).toBe('true');
    const { recordKey } = seeded.marked;
    await expect.poll(() => server.posted).toEqual([{ recordKey, verdict: 'not-an-alarm' }]);
    await page.keyboard.press('r');
    expect(await isPressed('Right')).toBe('true');
    await page.keyboard.press('u');
    expect(await isPressed('Not an alarm')).toBe('true');
    await expect
      .poll(() => server.posted.map(({ verdict }) => verdict))
      .toEqual(['not-an-alarm', 'right', 'not-an-alarm']);
    await page.keyboard.press('Escape');
    await card(seeded.marked.imageId).getByText('judged not an alarm').waitFor();
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByLabel('Judged').selectOption('Judged');
    expect(await page.locator('.card').count()).toBe(1);
    await card(seeded.marked.imageId).click();
    await button('Take the judgement back').click();
    await expect.poll(() => server.posted.at(-1)?.verdict).toBe('none');
    expect(await isPressed('Not an alarm')).toBe('false');
    // The picture is first looked for where it is on its way to.
    expectOnlyComplaints('404');
  });

  it('shows at once what was said, and takes it back with a word when it did not arrive', async () => {
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    let fail: () => void = () => undefined;
    const failed = new Promise<void>((resolve) => {
      fail = resolve;
    });
    await page.route('**/api/feedback', async (route) => {
      isAsked();
      await failed;
      await route.fulfill({ status: 503 });
    });
    await visit(`#day=${seeded.newest}&image=${quiet().imageId}`);
    await button('Missed').waitFor();
    await page.keyboard.press('m');
    await asked;
    expect(await isPressed('Missed')).toBe('true');
    fail();
    await page.getByText('did not arrive').waitFor();
    expect(await isPressed('Missed')).toBe('false');
    await page.unroute('**/api/feedback');
    await page.keyboard.press('n');
    await expect.poll(() => server.posted.map(({ verdict }) => verdict)).toEqual(['right']);
    expect(await page.getByText('did not arrive').count()).toBe(0);
    expectOnlyComplaints('503');
  });

  it('is not offered where nobody takes it, nor of what could not be read', async () => {
    await visit(`#day=${seeded.newest}&image=${seeded.rejected.imageId}`);
    expect(await dialog().getByText('What was it?').count()).toBe(0);
    await page.route('**/api/features', (route) => route.fulfill({ json: { feedback: false } }));
    await page.reload();
    await visit(alarm());
    await dialog().getByText('Who was told').waitFor();
    expect(await dialog().getByText('What was it?').count()).toBe(0);
  });
});

describe('the review', () => {
  it('shows quiet pictures one after the other, by key, and can go back', async () => {
    await visit('#view=review');
    await page.getByText('of 26 looked at').waitFor();
    await page.getByRole('link', { name: 'Begin' }).last().click();
    await dialog().getByText('1 of 26').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('m');
    await dialog().getByText('3 of 26').waitFor();
    await page.keyboard.press('u');
    await dialog().getByText('2 of 26').waitFor();
    await dialog().getByRole('button', { name: 'Nothing here' }).click();
    await expect
      .poll(() => server.posted.map(({ verdict }) => verdict))
      .toEqual(['right', 'missed', 'none', 'right']);
    await page.keyboard.press('Escape');
    await page.getByText('2 of 26 looked at').waitFor();
  });

  it('has a daily audit of a dozen, the same each time, and says what came of it', async () => {
    await visit('#view=audit');
    await dialog().getByText('1 of 12').waitFor();
    await page.keyboard.press('m');
    for (let at = 1; at < 12; at += 1) await page.keyboard.press('n');
    await dialog().getByText('1 of 12 quiet pictures should have rung').waitFor();
    await expect.poll(() => server.posted.length).toBe(12);
    const first = server.posted.map(({ recordKey }) => recordKey);
    await page.reload();
    await dialog().getByText('1 of 12').waitFor();
    await page.keyboard.press('m');
    await expect.poll(() => server.posted.length).toBe(13);
    expect(server.posted.at(-1)?.recordKey).toBe(first[0]);
  });

  it('loads the next pictures before they are asked for', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await visit('#view=quiet');
    await dialog().getByText('1 of 26').waitFor();
    await expect.poll(() => asked.filter((path) => path.startsWith('/jpg_quiet/')).length).toBe(5);
    expect(await cards('quiet').count()).toBe(0);
  });
});
