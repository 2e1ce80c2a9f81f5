import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { projectFile } from '../runtime/project-file.ts';

it('leads nowhere that is not there, in any page', async () => {
  const dead: string[] = [];
  for (const page of await pages()) {
    const text = (await readFile(projectFile(page), 'utf8')).replace(/^```.*?^```/gms, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [path = ''] = target.split('#');
      if (/^[a-z]+:/.test(target) || path === '') continue;
      if (!existsSync(projectFile(join(dirname(page), path)))) dead.push(`${page}: ${target}`);
    }
  }
  expect(dead).toEqual([]);
});

// Where pages are for people.
const places = { '.': 'here', docs: 'below', services: 'below', examples: 'below' } as const;

async function pages(): Promise<readonly string[]> {
  const found = await Promise.all(
    Object.entries(places).map(async ([folder, where]) => {
      const names = await readdir(projectFile(folder), { recursive: where === 'below' });
      return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
    }),
  );
  expect(found.flat()).toContain('README.md');
  return found.flat();
}
