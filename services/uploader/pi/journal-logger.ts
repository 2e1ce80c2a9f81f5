import type { LogFields, Logger } from '../../../runtime/logger.ts';

/** One line each; the number in front tells the journal how much it matters. */
export function journalLogger(write: (line: string) => void): Logger {
  const line = (priority: number) => (message: string, fields?: LogFields) => {
    const facts = Object.entries(fields ?? {}).map(([name, value]) => ` ${name}=${shown(value)}`);
    write(`<${priority}>${message}${facts.length === 0 ? '' : `:${facts.join('')}`}\n`);
  };
  return { info: line(6), warn: line(4), error: line(3) };
}

function shown(value: unknown): string {
  if (value instanceof Error) {
    const cause = value.cause === undefined ? '' : ` (${shown(value.cause)})`;
    return `${JSON.stringify(value.message)}${cause}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}
