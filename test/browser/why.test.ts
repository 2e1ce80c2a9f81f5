import { describe, expect, it } from 'vitest';
import type { TraceLine } from '../../contracts/judgement-trace.ts';
import { dialog, page, seeded, useGallery, visit } from './gallery-fixture.ts';

useGallery();

function line(rule: string, result: TraceLine['result'], text: string): TraceLine {
  return {
    ...{ rule, label: 'Person', confidence: 71.2, result },
    checks: [
      { what: 'score', text: 'Person 71.2 ≥ 70', passed: true },
      { what: 'area', text, passed: result === 'alarm' },
    ],
  };
}

/** Opens the large view of a picture whose record has such a trace. */
async function open(trace: readonly TraceLine[]): Promise<void> {
  await page.route('**/records/**', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), trace } });
  });
  await visit(`#day=${seeded.newest}&image=${seeded.marked.imageId}`);
  await dialog().getByRole('heading', { name: 'Why', exact: true }).waitFor();
}

const quiet = (rule: string) => line(rule, 'quiet', 'area 0.4 % < 1 %');

describe('why', () => {
  it('is told line by line, what rang first, and the name of a rule is only a name', async () => {
    await open([quiet('window'), line('<b>door</b>', 'alarm', 'area 4 % ≥ 1 %')]);
    const section = dialog().locator('.part', { has: page.getByText('Why', { exact: true }) });
    expect(await section.locator('li').allTextContents()).toEqual([
      '<b>door</b>: Person 71.2 ≥ 70 · area 4 % ≥ 1 % → alarm',
      'window: Person 71.2 ≥ 70 · area 0.4 % < 1 % → quiet',
    ]);
    expect(await dialog().getByText('Why it rang').count()).toBe(0);
  });

  it('folds away what kept quiet when it is long', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `rule ${at}`);
    await open([line('door', 'alarm', 'area 4 % ≥ 1 %'), ...names.map(quiet)]);
    expect(await dialog().getByText('door').isVisible()).toBe(true);
    expect(await dialog().getByText('rule 8').isVisible()).toBe(false);
    await dialog().getByText('9 that kept quiet').click();
    expect(await dialog().getByText('rule 8').isVisible()).toBe(true);
  });

  it('says so when no rule named anything', async () => {
    await open([]);
    expect(await dialog().textContent()).toContain('No rule names anything that was seen.');
  });
});
