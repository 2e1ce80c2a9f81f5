import { defaultLabelingPolicy } from '../../runtime/labeling-policy.ts';
import type { LogFields } from '../../runtime/logger.ts';
import { defaultNotificationPolicy } from '../../runtime/notification-policy.ts';
import type { Surroundings } from '../../runtime/ports.ts';

export type LogLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields | undefined;
};

/** What every handler is given, with a clock that stands still and a log that can be read. */
export function surroundings(
  instant = '2026-11-20T13:02:20.000Z',
): Surroundings & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, fields });
  };
  return {
    lines,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    now: () => new Date(instant),
    settings: {
      bucket: 'pictures',
      layout: 'intellicam',
      timeZone: 'Europe/Berlin',
      notifications: defaultNotificationPolicy,
      labeling: defaultLabelingPolicy,
    },
  };
}
