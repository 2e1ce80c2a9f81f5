import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { HandleMessage } from '../define-consumer.ts';
import type { Logger } from '../logger.ts';
import type { OutcomeMetrics } from './emf-metrics.ts';

type Surroundings = {
  readonly handle: HandleMessage;
  readonly concurrency: number;
  readonly log: Logger;
  readonly metrics: OutcomeMetrics;
  readonly now: () => Date;
};

/** Handles a batch, several messages at a time; only those that failed are delivered again. */
export async function handleBatch(
  event: Partial<SQSEvent>,
  surroundings: Surroundings,
): Promise<SQSBatchResponse> {
  const { concurrency, metrics } = surroundings;
  const waiting = [...(event.Records ?? [])];
  const failed: string[] = [];
  const workOff = async () => {
    for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
      if (!(await handleRecord(record, surroundings))) failed.push(record.messageId);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, workOff));
  metrics.flush();
  // An empty id would tell Lambda that everything failed, without saying why.
  if (failed.some((messageId) => !messageId)) {
    throw new Error('report failed messages: one of them has no id, so all are to come again');
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function handleRecord(record: SQSRecord, surroundings: Surroundings): Promise<boolean> {
  const { handle, log, metrics, now } = surroundings;
  const startedAt = now().getTime();
  const { messageId } = record;
  const attempt = Number(record.attributes?.ApproximateReceiveCount ?? 1);
  const durationMs = () => now().getTime() - startedAt;
  try {
    for (const outcome of await handle(record.body)) {
      metrics.count(outcome.outcome);
      log.info('handled', { messageId, attempt, ...outcome, durationMs: durationMs() });
    }
    return true;
  } catch (error) {
    metrics.count('failed');
    const facts = { messageId, attempt, durationMs: durationMs() };
    log.error('not handled, to be tried again', { ...facts, error });
    return false;
  }
}
