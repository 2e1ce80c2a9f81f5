import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of recorded labels that makes every picture an alarm, the dearest outcome. */
export async function recordAnswers(folder: string): Promise<string> {
  const file = join(folder, 'answers.json');
  const box = { left: 0.4, top: 0.3, width: 0.1, height: 0.4 };
  const person = {
    ...{ name: 'Person', confidence: 97, instances: [{ box, confidence: 97 }] },
    ...{ parents: [], aliases: ['Human'], categories: ['Person Description'] },
  };
  await writeFile(file, JSON.stringify({ '*': [person] }));
  return `replay:${file}`;
}
