import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readSecret } from './read-secret.ts';

function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  return { input, output: new PassThrough() };
}

describe('a secret', () => {
  it('comes from another program, without the end of its line', async () => {
    const output = new PassThrough();
    expect(await readSecret({ input: Readable.from(['Bearer ', 'tk_1\n']), output }, 'Key: ')).toBe(
      'Bearer tk_1',
    );
    expect(output.readableLength).toBe(0);
  });

  it('is typed unseen', async () => {
    const { input, output } = terminal();
    const reading = readSecret({ input, output }, 'Key: ');
    input.write('Bearer tk_1\r');
    expect(await reading).toBe('Bearer tk_1');
    output.end();
    expect(await text(output)).toBe('Key: \n');
  });

  it('is none when whoever is asked goes away', async () => {
    const { input, output } = terminal();
    const reading = readSecret({ input, output }, 'Key: ');
    input.write('\u0003');
    await expect(reading).rejects.toThrow('nothing was changed');
  });

  it.each(['', '\n', 'two\nlines', ' blank', 'blank ', 'é', 'x'.repeat(513)])(
    'is not %j, which is not repeated',
    async (line) => {
      const reading = readSecret({ input: Readable.from([line]), output: new PassThrough() }, '');
      await expect(reading).rejects.toThrow(/^the secret must be one line/);
    },
  );
});
