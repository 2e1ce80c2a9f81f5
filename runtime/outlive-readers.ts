import { hasErrorCode } from './error-code.ts';

/** Lets the program go on when nobody reads what it prints any more. */
export function outliveReaders(): void {
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error) => {
      if (!hasErrorCode(error, 'EPIPE')) throw error;
    });
  }
}
