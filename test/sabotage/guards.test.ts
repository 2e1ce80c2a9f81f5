import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../runtime/project-file.ts';
import { guards } from './guards.ts';

// `npm run test:sabotage` takes them out and waits for the tests to fail.
describe.each(guards)('the guard by which $keeps', ({ file, text }) => {
  it('stands where it is looked for', async () => {
    const source = await readFile(projectFile(file), 'utf8');
    expect(source.split(text)).toHaveLength(2);
  });
});
