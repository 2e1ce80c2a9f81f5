import type { ChannelReport } from './alerts.ts';

/** What telling people came to, channel by channel. */
export type Telling = {
  readonly outcome: 'sent' | 'duplicate' | 'refused';
  readonly reports: readonly ChannelReport[];
  /** Why somebody has to try again, once it is written what became of the others. */
  readonly failure?: unknown;
};

/** Sums up what the channels report of an alert, and of what had to be told because of it. */
export function tellingOf(
  alertId: string,
  reports: readonly ChannelReport[],
  further: readonly ChannelReport[] = [],
): Telling {
  const failure = failureOf(alertId, [...reports, ...further]);
  return {
    outcome: outcomeOf(reports.filter(isForPeople)),
    reports,
    ...(failure === undefined ? {} : { failure }),
  };
}

function isForPeople({ forPrograms }: ChannelReport): boolean {
  return forPrograms === undefined;
}

function outcomeOf(reports: readonly ChannelReport[]): Telling['outcome'] {
  if (reports.some(({ state }) => state === 'sent')) return 'sent';
  return reports.some(({ state }) => state === 'duplicate') ? 'duplicate' : 'refused';
}

function failureOf(alertId: string, reports: readonly ChannelReport[]): unknown {
  const failed = reports.filter((report) => report.state === 'failed');
  const [first] = failed;
  if (failed.length === 1) return first?.error;
  if (failed.length > 1) {
    const names = failed.map(({ channel }) => channel).join(', ');
    const errors = failed.map(({ error }) => error);
    return new AggregateError(errors, `send alert ${alertId} by ${names}`);
  }
  if (reports.filter(isForPeople).some(({ state }) => state !== 'refused')) return undefined;
  // It ends with the dead letters, and the owner hears of those on another way.
  return new Error(`send alert ${alertId}: every channel refuses it`);
}
