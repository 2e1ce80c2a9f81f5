import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeRule } from '../../gallery/proposals/change-rule.ts';
import type { Rule } from '../../services/classifier/rules/rule.ts';
import { type OwnersFiles, putInForce, sourcedRules } from './judged-pictures.ts';

const both = ['door', 'garden'];

function change(files: OwnersFiles, wish: { label?: string; cameras?: string[] } = {}) {
  const { label = 'Person', cameras = [] } = wish;
  const sourced = sourcedRules(files);
  const rule = sourced.rules.rules.find(({ labels }) => labels.includes(label));
  if (rule === undefined) throw new Error('no such rule');
  return changeRule(sourced, { rule, label, cameras, threshold: 83 }, both);
}

/** Rules in one order, as neither their order nor that of a file matters. */
function inOrder(rules: readonly Rule[] | undefined) {
  return rules?.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe('changeRule', () => {
  it('keeps what the rule asks for, here and elsewhere', () => {
    const rule = { name: 'people', labels: ['Person'], threshold: 70, zones: ['drive'] };
    const file = {
      zones: {
        drive: {
          points: [
            [0, 0.5],
            [1, 0.5],
            [1, 1],
          ],
        },
      },
      rules: [{ ...rule, hours: ['22:00-06:00'], tell: ['me'] }],
    };
    expect(change({ file }, { cameras: ['garden'] })?.change).toEqual({
      ...{ place: 'rule', replaced: 'people', namesCameras: true },
      lines: `rules:
  - { name: "Person at garden", labels: ["Person"], cameras: ["garden"], threshold: 83, zones: ["drive"], hours: ["22:00-06:00"], tell: ["me"] }
  - { name: "Person elsewhere", labels: ["Person"], cameras: ["door"], threshold: 70, zones: ["drive"], hours: ["22:00-06:00"], tell: ["me"] }`,
    });
  });

  it('leaves the rule’s other labels as they were', () => {
    const file = { rules: [{ name: 'any', labels: ['Dog', 'Person'], cameras: ['garden'] }] };
    expect(change({ file }, { cameras: ['garden'] })?.change.lines).toBe(`rules:
  - { name: "Person at garden", labels: ["Person"], cameras: ["garden"], threshold: 83 }
  - { name: "any", labels: ["Dog"], cameras: ["garden"] }`);
  });

  it('changes a row of the list where it holds for all cameras', () => {
    expect(change({ list: 'Dog,,Alarm\nPerson,People,Alarm,70' })?.change).toEqual({
      ...{ place: 'row', replaced: 'Person', lines: 'Person,,Alarm,83', namesCameras: false },
    });
  });

  it('makes rules of a row where cameras differ', () => {
    const list = 'Dog,,Alarm\nPerson,People,Alarm,70';
    const { lines, place } = change({ list }, { cameras: ['garden'] })?.change ?? {};
    expect([place, lines]).toEqual([
      'row-to-file',
      `list: true
rules:
  - { name: "Person at garden", labels: ["Person"], cameras: ["garden"], threshold: 83 }
  - { name: "Person elsewhere", labels: ["Person"], cameras: ["door"], threshold: 70 }`,
    ]);
    const file = { list: true, rules: [{ name: 'cats', labels: ['Cat'] }] };
    expect(change({ file, list }, { cameras: ['garden'] })?.change.place).toBe('row-to-rules');
  });

  it('asks for no list that has lost its last row', () => {
    const list = 'Person,,Alarm';
    expect(change({ list }, { cameras: ['garden'] })?.change.lines).toMatch(/^rules:/);
    const file = { list: true, rules: [{ name: 'cats', labels: ['Cat'] }] };
    expect(change({ file, list }, { cameras: ['garden'] })).toBeUndefined();
  });

  it('offers nothing that the files could not say', () => {
    const sourced = sourcedRules({ list: 'Person,,Alarm' });
    const [rule] = sourced.list;
    if (rule === undefined) throw new Error('no row');
    const hostile = ['<img src=x>', 'garden'];
    const wish = { rule, label: 'Person', cameras: ['garden'], threshold: 83 };
    expect(changeRule(sourced, wish, hostile)).toBeUndefined();
    expect(change({ list: '"Per,son",,Alarm' }, { label: 'Per,son' })).toBeUndefined();
    expect(change({ list: 'Person,,Alarm,70\nperson,,Alarm,60' })).toBeUndefined();
  });

  it('says in its lines exactly what is simulated, whatever somebody is called', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() === text && !/\p{Cc}/u.test(text) && text.length <= 80);
    const rule = fc.record(
      {
        name: word,
        labels: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
        threshold: fc.integer({ min: 0, max: 100 }),
        min_score: fc.integer({ min: 0, max: 100 }),
        cameras: fc.constantFrom(['garden'], ['door'], ['garden', 'door']),
        zones: fc.constant(['drive']),
        max_area: fc.double({ min: 0, max: 1, noNaN: true }),
        without_boxes: fc.boolean(),
        hours: fc.constantFrom(['22:00-06:00'], ['00:00-24:00', '08:05-08:06']),
        weekdays: fc.constant(['mon', 'sun']),
        profiles: fc.constant(['away']),
        severity: fc.constantFrom('info', 'critical'),
        tell: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['name', 'labels'] },
    );
    const drawn = fc.record({
      rules: fc.uniqueArray(rule, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
      rows: fc.uniqueArray(fc.constantFrom('Person', 'Dog', 'Émile 1'), { maxLength: 3 }),
      source: fc.constantFrom('rules', 'both', 'list'),
      at: fc.nat(),
      camera: fc.constantFrom(['garden'], []),
    });
    fc.assert(
      fc.property(drawn, ({ rules, rows, source, at, camera }) => {
        const list = ['Cat,,Quiet', ...rows.map((row) => `${row},,Alarm,70`)].join('\n');
        const file = {
          ...{ list: source === 'both', profiles: { away: {} }, rules },
          zones: {
            drive: {
              points: [
                [0, 0.5],
                [1, 0.5],
                [1, 1],
              ],
            },
          },
        };
        const files = source === 'list' ? { list } : { file, list };
        const sourced = sourcedRules(files);
        const ringing = sourced.rules.rules.filter(({ effect }) => effect === 'alarm');
        const chosen = ringing[at % Math.max(1, ringing.length)];
        const label = chosen?.labels.at(-1);
        if (chosen === undefined || label === undefined) return;
        const cameras = chosen.cameras.length === 1 ? [] : camera;
        const wish = { rule: chosen, label, cameras, threshold: 83 };
        const changed = changeRule(sourced, wish, both);
        if (changed === undefined) return;
        const { rules: inForce } = sourcedRules(putInForce(files, changed.change));
        expect(inOrder(inForce.rules)).toEqual(inOrder(changed.rules.rules));
        expect(inForce.profiles).toEqual(changed.rules.profiles);
      }),
      { numRuns: 100 },
    );
  });
});
