import { readFile } from 'node:fs/promises';
import { UsageError } from '../runtime/usage-error.ts';

const leastCharacters = 8;

type PasswordSource = {
  readonly file: string | undefined;
  /** Of `INTELLICAM_PASSWORD`; no option, which everybody on the machine could read. */
  readonly variable: string | undefined;
  readonly host: string;
};

/** The password of the page, from a file or the environment; undefined where none is needed. */
export async function readPassword({
  file,
  variable,
  host,
}: PasswordSource): Promise<string | undefined> {
  const password = file === undefined ? variable : await readLine(file);
  if (password === undefined || password === '') {
    if (/^(127\.[\d.]+|localhost|::1)$/.test(host)) return undefined;
    throw new UsageError(
      `--host ${host} shows your pictures to others: choose a password with --password-file FILE or INTELLICAM_PASSWORD`,
    );
  }
  if (password.length >= leastCharacters) return password;
  throw new UsageError(`the page's password needs at least ${leastCharacters} characters`);
}

async function readLine(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`--password-file ${file} cannot be read: ${String(error)}`);
  });
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line === '') throw new UsageError(`--password-file ${file} begins with an empty line`);
  return line;
}
