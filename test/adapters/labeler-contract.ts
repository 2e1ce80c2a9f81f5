import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LabelSchema } from '../../contracts/label.ts';
import type { Labeler } from '../../runtime/labeler.ts';
import type { ImageReference } from '../../runtime/read-image.ts';

export type LabelerUnderTest = {
  readonly labeler: Labeler;
  /** A picture with somebody in it. */
  readonly person: ImageReference;
  /** A picture with nothing that has a name. */
  readonly nothing: ImageReference;
};

/** What every labeler has to do; each adapter runs it on itself. */
export function labelerContract(name: string, open: () => Promise<LabelerUnderTest>): void {
  describe(`${name} as a labeler`, () => {
    it('sees a person, in the shape that rules and records need', async () => {
      const { labeler, person } = await open();
      const labels = v.parse(v.array(LabelSchema), await labeler.label(person));
      const found = labels.find((label) => label.name === 'Person');
      expect(found?.confidence).toBeGreaterThanOrEqual(labeler.alarmConfidence);
      expect(found?.aliases).toContain('Human');
      for (const { box } of labels.flatMap((label) => label.instances)) {
        expect(Math.max(box.left + box.width, box.top + box.height)).toBeLessThan(1.1);
        expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
      }
    });

    it('gives the same answer again, also when asked twice at once', async () => {
      const { labeler, person } = await open();
      const [first, second] = await Promise.all([labeler.label(person), labeler.label(person)]);
      expect(second).toEqual(first);
    });

    it('names no less when it is asked for less', async () => {
      const { labeler, person } = await open();
      const names = async (leastConfidence?: number) => {
        const options = leastConfidence === undefined ? [] : ([{ leastConfidence }] as const);
        return (await labeler.label(person, ...options)).map(({ name }) => name);
      };
      const [usual, less, more] = [await names(), await names(5), await names(100)];
      expect(less).toEqual(expect.arrayContaining(usual));
      // What is asked for more only is still there: others may use it.
      expect(more).toEqual(usual);
    });

    it('names nothing where nothing is', async () => {
      const { labeler, nothing } = await open();
      const labels = await labeler.label(nothing);
      expect(labels.filter((label) => label.confidence >= labeler.alarmConfidence)).toEqual([]);
    });
  });
}
