import { describe, expect, it } from 'vitest';
import { tutorialSteps } from './tutorial-steps.ts';

const fenced = (info: string, ...lines: readonly string[]) =>
  ['```'.concat(info), ...lines, '```', ''].join('\n');

describe('tutorialSteps', () => {
  it('reads what is written, what is run and what is printed, in their order', () => {
    const markdown = [
      'Write `this`:',
      fenced('ts a/b.ts', 'one();', '', 'two(`x`);'),
      fenced('sh', 'ls', 'ls a'),
      'You see',
      fenced('text', 'a', 'b.ts'),
      fenced('sh', 'rm -r a'),
    ].join('\n');
    expect(tutorialSteps(markdown)).toEqual([
      { kind: 'write', file: 'a/b.ts', text: 'one();\n\ntwo(`x`);\n' },
      { kind: 'run', commands: 'ls\nls a\n', prints: 'a\nb.ts\n' },
      { kind: 'run', commands: 'rm -r a\n' },
    ]);
  });

  it.each([
    ['of code that lands nowhere', fenced('ts', 'one();')],
    ['without a language', fenced('', 'ls')],
    ['of output before any command', fenced('text', 'a')],
    ['of output after a file', fenced('ts a.ts', '') + fenced('text', 'a')],
    ['of output after output', fenced('sh', 'ls') + fenced('text', 'a') + fenced('text', 'b')],
  ])('throws at a block %s', (_, markdown) => {
    expect(() => tutorialSteps(markdown)).toThrow('nobody can follow');
  });
});
