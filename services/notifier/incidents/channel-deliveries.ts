import type { ChannelDelivery } from '../../../contracts/camera-incidents.ts';
import type { ChannelReport } from '../../../runtime/alerts.ts';
import { errorCodeOf } from '../error-code-of.ts';

/** What the channels said of a message, and when. */
export type Reported = { readonly reports: readonly ChannelReport[]; readonly now: Date };

/** Adds what the channels said of a message to what is remembered of earlier attempts. */
export function channelDeliveries(
  before: readonly ChannelDelivery[] = [],
  { reports: all, now }: Reported,
): ChannelDelivery[] {
  // What programs hear is in the log; here is who was told.
  const reports = all.filter(({ forPrograms }) => !forPrograms);
  const silent = before.filter(({ channel }) => reports.every((said) => said.channel !== channel));
  const said = reports.map((report) =>
    deliveryOf(
      report,
      before.find(({ channel }) => channel === report.channel),
      now.toISOString(),
    ),
  );
  return [...silent, ...said];
}

function deliveryOf(
  report: ChannelReport,
  before: ChannelDelivery | undefined,
  at: string,
): ChannelDelivery {
  const { channel } = report;
  switch (report.state) {
    case 'sent':
      return { channel, state: 'sent', at };
    case 'duplicate':
      return before?.state === 'sent' ? before : { channel, state: 'sent', at };
    case 'refused':
      return { channel, state: 'refused', at, reason: report.refused };
    case 'failed': {
      const attempts = 1 + (before?.state === 'retrying' ? before.attempts : 0);
      return { channel, state: 'retrying', at, code: errorCodeOf(report.error), attempts };
    }
  }
}
