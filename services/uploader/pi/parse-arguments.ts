import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** Reads a command's options; a mistake is one sentence for the person who made it. */
export function parseArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's second sentence explains the double dash, which nobody needs here.
    throw new UsageError(error.message.split('. ')[0] ?? error.message, { cause: error });
  }
}
