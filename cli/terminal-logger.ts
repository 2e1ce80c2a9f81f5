import type { LogFields, Logger } from '../runtime/logger.ts';

/** Tells a person at a terminal what needs their attention; one line each, on standard error. */
export function terminalLogger(write: (line: string) => void): Logger {
  const line = (level: string) => (message: string, fields?: LogFields) => {
    const facts = Object.entries(fields ?? {}).map(([name, value]) => `${name}=${shown(value)}`);
    write(`${[level, `${message}:`, ...facts].join(' ')}\n`);
  };
  return { info: () => undefined, warn: line('warning:'), error: line('error:') };
}

function shown(value: unknown): string {
  if (value instanceof Error) {
    const cause = value.cause === undefined ? '' : ` (${shown(value.cause)})`;
    return `${JSON.stringify(value.message)}${cause}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}
