import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pageTypes } from '../runtime/page-types.ts';
import { projectFile } from '../runtime/project-file.ts';

const built = (name: string) => readFileSync(projectFile('dist', 'gallery', name));
const kilobytes = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + gzipSync(built(name)).length, 0) / 1000;

describe('the built page', () => {
  it('is made of the files that are served', () => {
    expect(readdirSync(projectFile('dist', 'gallery')).sort()).toEqual(
      Object.keys(pageTypes).sort(),
    );
  });

  it('loads what judges pictures only when somebody looks for proposals', () => {
    // The words of a repeat are nowhere but in the rules.
    const judging = Object.keys(pageTypes).filter((name) =>
      built(name).includes('stands where it stood'),
    );
    expect(judging).toEqual(['look-for-proposals.js']);
  });

  it('stays small', () => {
    const later = ['further-views.js', 'look-for-proposals.js'];
    const first = Object.keys(pageTypes).filter((name) => !later.includes(name));
    expect(kilobytes(first)).toBeLessThan(40);
    expect(kilobytes([...first, 'further-views.js'])).toBeLessThan(60);
    expect(kilobytes(['look-for-proposals.js'])).toBeLessThan(12);
  });
});
