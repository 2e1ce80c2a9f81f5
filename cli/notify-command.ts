import { randomUUID } from 'node:crypto';
import type { ChannelReport } from '../runtime/alerts.ts';
import { parseWords } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { composeTest } from '../services/notifier/compose-test.ts';
import { errorCodeOf } from '../services/notifier/error-code-of.ts';
import { openStore } from './rules/open-store.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import { plainText } from './rules/plain-text.ts';
import type { LoadDeployed } from './rules/rules-store.ts';

const options = {
  channel: { type: 'string' },
  ...pipelineOptions,
} as const;

/** `intellicam notify test`: sends a test message through every channel, and says what each made of it. */
export async function notifyCommand(
  args: readonly string[],
  loadDeployed: LoadDeployed,
): Promise<number> {
  const { values, positionals } = parseWords(args, options);
  if (positionals.join(' ') !== 'test') {
    throw new UsageError('there is notify test: it sends a message through every channel');
  }
  const store = await openStore(values, loadDeployed);
  try {
    return await store.orOneSentence('send a test message', async () => {
      const alerts = await store.openAlerts();
      const test = composeTest({ id: `test-${randomUUID()}`, now: new Date() });
      const reports = await alerts.send(test, othersThan(values.channel, alerts.channels));
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ place: store.name, channels: reports.map(answer) })}\n`
          : reports.map((report) => `${lineOf(report)}\n`).join(''),
      );
      return reports.every(({ state }) => state === 'sent') ? 0 : 1;
    });
  } finally {
    await store.close();
  }
}

function othersThan(wanted: string | undefined, channels: readonly string[]): readonly string[] {
  if (wanted === undefined) return [];
  if (channels.includes(wanted)) return channels.filter((name) => name !== wanted);
  throw new UsageError(`there is no channel ${wanted}: there are ${channels.join(', ')}`);
}

function answer(report: ChannelReport) {
  if (report.state !== 'failed') return report;
  return { channel: report.channel, state: report.state, code: errorCodeOf(report.error) };
}

function lineOf(report: ChannelReport): string {
  const name = report.channel.padEnd(8);
  switch (report.state) {
    case 'sent':
    case 'duplicate':
      return `${name} sent`;
    case 'refused':
      return plainText(`${name} refused (${report.refused}): ${report.todo}`);
    case 'failed':
      return plainText(`${name} failed (${errorCodeOf(report.error)}): ${String(report.error)}`);
  }
}
