import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { LabelSchema } from '../../contracts/label.ts';
import { parseUploadKey } from '../../contracts/object-key.ts';
import type { Labeler } from '../labeler.ts';

const AnswersSchema = v.record(v.string(), v.array(LabelSchema));

/**
 * Gives recorded answers: a JSON file of labels by the picture's file name, with `*` for all others.
 * Rejects when the file cannot be read or is no such file.
 */
export async function replayLabeler(file: string): Promise<Labeler> {
  const answers = new Map(
    Object.entries(v.parse(AnswersSchema, JSON.parse(await readFile(file, 'utf8')))),
  );
  return {
    name: 'replay',
    alarmConfidence: 50,
    label: async ({ key }) => {
      const name = parseUploadKey(key)?.file ?? key;
      const labels = answers.get(name) ?? answers.get('*');
      if (labels === undefined)
        throw new Error(`label image ${key}: no answer was recorded for it`);
      return labels;
    },
    close: async () => undefined,
  };
}
