import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const person = { name: 'Person', aliases: ['Human'], parents: [], categories: [] };

/** A folder for watched pictures and one for data, both gone after the test. */
export async function workspace() {
  const root = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const [pictures, data] = [join(root, 'pictures'), join(root, 'data')];
  await mkdir(pictures);

  return { root, pictures, data, addPicture, answers, files };

  async function addPicture(name: string, bytes: Uint8Array | string): Promise<void> {
    const path = join(pictures, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }

  /** Recorded answers: a person in the pictures of these names, nothing in all others. */
  async function answers(...people: readonly string[]): Promise<string> {
    const label = { ...person, confidence: 97, instances: [] };
    const file = join(root, 'answers.json');
    const recorded = Object.fromEntries(people.map((name) => [name, [label]]));
    await writeFile(file, JSON.stringify({ '*': [], ...recorded }));
    return `replay:${file}`;
  }

  /** All files below a folder of the data, by their paths in it. */
  async function files(folder: string): Promise<readonly string[]> {
    const entries = await readdir(join(data, folder), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(data, folder).length + 1))
      .toSorted();
  }
}

export async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
