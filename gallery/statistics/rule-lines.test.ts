import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Proposal } from './propose-thresholds.ts';
import { ruleLines } from './rule-lines.ts';

const proposal: Proposal = {
  ...{ kind: 'raise', camera: 'garden', label: 'Person', rangFrom: 70.4, threshold: 83 },
  ...{ better: 19, among: 21, right: 34, more: 0, rules: ['Person'] },
};

it('names the camera with its new threshold, and the others with the one that they had', () => {
  expect(ruleLines(proposal, ['door', 'garden'])).toBe(
    [
      'rules:',
      '  - { name: "Person, garden", labels: ["Person"], cameras: ["garden"], threshold: 83 }',
      '  - { name: "Person, elsewhere", labels: ["Person"], cameras: ["door"], threshold: 70 }',
    ].join('\n'),
  );
  expect(ruleLines(proposal, ['garden']).split('\n')).toHaveLength(2);
});

it('is YAML, whatever cameras and labels are called', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (camera, label) => {
        expect(parse(ruleLines({ ...proposal, camera, label }, [camera]))).toEqual({
          rules: [
            { name: `${label}, ${camera}`, labels: [label], cameras: [camera], threshold: 83 },
          ],
        });
      },
    ),
  );
});
