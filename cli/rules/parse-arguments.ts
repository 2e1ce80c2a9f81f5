import { parseWords } from '../../runtime/parse-options.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { pipelineOptions } from './pipeline-options.ts';

const options = {
  since: { type: 'string' },
  ...pipelineOptions,
} as const;

/** What `rules` and `why` take: one thing to look at, and where and how. */
export type Arguments = {
  readonly subject: string;
  readonly since?: string | undefined;
  readonly data?: string | undefined;
  readonly config?: string | undefined;
  readonly json: boolean;
};

/** Reads the options of one command; only those named are allowed. */
export function parseArguments(
  args: readonly string[],
  { what, allowed }: { readonly what: string; readonly allowed: readonly (keyof typeof options)[] },
): Arguments {
  const { values, positionals } = parseWords(args, options);
  const stranger = Object.keys(values).find((name) => !allowed.some((one) => one === name));
  if (stranger !== undefined && stranger !== 'json') {
    throw new UsageError(`--${stranger} has no meaning here`);
  }
  const [subject, ...others] = positionals;
  if (subject === undefined) throw new UsageError(`name ${what}`);
  if (others.length > 0) throw new UsageError(`name only ${what}, not ${others.join(' ')} as well`);
  return { subject, ...values };
}
