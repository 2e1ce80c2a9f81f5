import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

type OptionTypes = NonNullable<ParseArgsConfig['options']>;

/** Reads a command's options; a mistake is one sentence for the person who made it. */
export function parseOptions<const Options extends OptionTypes>(
  args: readonly string[],
  options: Options,
) {
  const config = { args: [...args], options, allowPositionals: false, strict: true } as const;
  return orOneSentence(() => parseArgs(config).values);
}

/** Reads a command's words and options likewise. */
export function parseWords<const Options extends OptionTypes>(
  args: readonly string[],
  options: Options,
) {
  const config = { args: [...args], options, allowPositionals: true, strict: true } as const;
  return orOneSentence(() => parseArgs(config));
}

function orOneSentence<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's second sentence explains the double dash, which nobody needs here.
    throw new UsageError(error.message.split('. ')[0] ?? error.message, { cause: error });
  }
}

/** A TCP port as text. 0 lets the system choose one. */
export function parsePort(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port needs a number from 0 to 65535, not "${text}"`);
}
