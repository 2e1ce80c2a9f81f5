import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { handleBatch } from './handle-batch.ts';

function record(messageId: string, body: string): SQSRecord {
  return {
    ...{ messageId, body, receiptHandle: '', md5OfBody: '', awsRegion: '' },
    ...{ eventSource: 'aws:sqs', eventSourceARN: '', messageAttributes: {} },
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
    },
  };
}

function openBatch(concurrency = 10) {
  const { log, lines, now } = surroundings();
  const counted: string[] = [];
  const seen = { underWay: 0, most: 0, flushes: 0 };
  const handle = async (body: string) => {
    seen.underWay += 1;
    seen.most = Math.max(seen.most, seen.underWay);
    await Promise.resolve();
    seen.underWay -= 1;
    if (body === 'poison') throw 'no Error at all';
    return [{ outcome: 'done', imageId: body }];
  };
  const metrics = {
    count: (outcome: string) => {
      counted.push(outcome);
    },
    flush: () => {
      seen.flushes += 1;
    },
  };
  return { lines, counted, seen, options: { handle, concurrency, log, metrics, now } };
}

// As many as a queue hands over at a time.
const places = Array.from({ length: 10 }, (_, place) => place);
const subsets = Array.from({ length: 2 ** places.length }, (_, bits) =>
  places.filter((place) => (bits >> place) & 1),
);

describe('handling a batch', () => {
  it(`reports exactly the messages that failed, whichever of ${subsets.length} sets they are`, async () => {
    const reported = await Promise.all(
      subsets.map(async (poisoned) => {
        const Records = places.map((place) =>
          record(`m${place}`, poisoned.includes(place) ? 'poison' : 'fine'),
        );
        const { batchItemFailures } = await handleBatch({ Records }, openBatch().options);
        return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted();
      }),
    );
    expect(reported).toEqual(subsets.map((poisoned) => poisoned.map((place) => `m${place}`)));
  });

  it('writes one line for each unit of work, and counts it', async () => {
    const { options, lines, counted, seen } = openBatch();
    await handleBatch({ Records: [record('m', 'image'), record('n', 'poison')] }, options);
    const facts = { messageId: 'm', attempt: 2, durationMs: 0 };
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'handled',
        fields: { ...facts, outcome: 'done', imageId: 'image' },
      },
      {
        level: 'error',
        message: 'not handled, to be tried again',
        fields: { ...facts, messageId: 'n', error: 'no Error at all' },
      },
    ]);
    expect(counted).toEqual(['done', 'failed']);
    expect(seen.flushes).toBe(1);
  });

  it('handles no more messages at a time than the consumer wants', async () => {
    const { options, seen } = openBatch(2);
    const Records = Array.from({ length: 10 }, (_, index) => record(`m${index}`, 'image'));
    await handleBatch({ Records }, options);
    expect(seen.most).toBe(2);
  });

  it('lets the whole batch come again rather than report a message without an id', async () => {
    const { messageId, ...nameless } = record('', 'poison');
    for (const poison of [{ ...nameless, messageId }, nameless as SQSRecord]) {
      const { options } = openBatch();
      const Records = [record('m', 'image'), poison];
      await expect(handleBatch({ Records }, options)).rejects.toThrow('one of them has no id');
    }
  });

  it.each([{}, { Records: [] }])(
    'does nothing for an event without messages: %j',
    async (event) => {
      const { options } = openBatch();
      expect(await handleBatch(event, options)).toEqual({ batchItemFailures: [] });
    },
  );
});
