import { randomUUID } from 'node:crypto';
import { eventSource, largestEventBytes } from '../../contracts/image-event.ts';
import { matchesPattern } from '../../contracts/match-pattern.ts';
import type { NamedConsumer } from '../discover-consumers.ts';
import type { EventBus } from '../event-bus.ts';
import { eventRule } from '../event-rule.ts';
import type { DurableQueues } from './durable-queues.ts';

/**
 * EventBridge on one machine: an event goes into the queue of every consumer whose rule matches, in
 * the envelope that a rule's target gets on AWS.
 */
export function localBus(
  queues: Pick<DurableQueues, 'sendAll'>,
  consumers: readonly NamedConsumer[],
  now: () => Date,
): EventBus {
  const rules = consumers.flatMap(({ name, consumer }) => {
    const pattern = eventRule(consumer);
    return pattern === undefined ? [] : [{ queue: name, pattern }];
  });

  return {
    publish: async (events) => {
      const messages = events.flatMap(({ type, detail }) => {
        const envelope = {
          version: '0',
          id: randomUUID(),
          'detail-type': type,
          source: eventSource,
          account: '000000000000',
          time: now().toISOString(),
          region: 'local',
          resources: [],
          detail,
        };
        const body = JSON.stringify(envelope);
        if (Buffer.byteLength(body) > largestEventBytes) {
          throw new RangeError(
            `publish ${type}: the event has more than ${largestEventBytes} bytes`,
          );
        }
        return rules
          .filter(({ pattern }) => matchesPattern(pattern, envelope))
          .map(({ queue }) => ({ queue, body }));
      });
      await queues.sendAll(messages);
    },
  };
}
