import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UsageError } from '../../runtime/usage-error.ts';

type Terminal = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Where the question stands; what is typed stands nowhere. */
  readonly output: NodeJS.WritableStream;
};

const longestSecret = 512;

/** Reads one line that is secret: typed unseen, or from another program. */
export async function readSecret({ input, output }: Terminal, question: string): Promise<string> {
  const line = input.isTTY ? await askUnseen({ input, output }, question) : await text(input);
  const secret = line.replace(/\r?\n$/, '');
  // Never quoted: it would stay on the screen.
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(secret) && secret.length <= longestSecret) return secret;
  throw new UsageError(
    `the secret must be one line of at most ${longestSecret} plain characters, with no blank around it`,
  );
}

async function askUnseen({ input, output }: Terminal, question: string): Promise<string> {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('SIGINT', () => reject(new UsageError('nothing was changed')));
      lines.once('close', () => reject(new UsageError('nothing was changed')));
      lines.once('line', resolve);
    });
  } finally {
    lines.close();
    output.write('\n');
  }
}
