import type { Alert } from '../runtime/alert-channel.ts';

const signs = {
  ...{ alarm: '⏰', digest: '➕', camera: '📷', rejected: '⚠️', summary: '📋' },
  ...{ trouble: '🔧', test: '🔔' },
} as const satisfies Record<Alert['kind'], string>;

/** Shows on the terminal what would have gone to the phone. */
export function printAlert(alert: Alert, key: string): void {
  const [summary = alert.subject] = alert.text.split('\n');
  const time = new Date(alert.capturedAt).toLocaleTimeString();
  // The progress of a long run may stand in this line.
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const sign = signs[alert.kind];
  process.stdout.write(`${sign} ${time}  ${summary}  (${key})\n`);
}
