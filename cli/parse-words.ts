import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../runtime/usage-error.ts';

type OptionTypes = NonNullable<ParseArgsConfig['options']>;

/** Reads a command's words and options; what it does not know is one sentence. */
export function parseWords<const Options extends OptionTypes>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message.split('. ')[0] ?? error.message, { cause: error });
  }
}
