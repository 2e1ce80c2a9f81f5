import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type DomainEvent, eventSource, largestEventBytes } from '../../contracts/image-event.ts';
import type { EventBus } from '../event-bus.ts';
import { backOff } from './back-off.ts';

type EventBridgeBusOptions = {
  readonly client: Pick<EventBridgeClient, 'send'>;
  readonly busName: string;
  readonly now: () => Date;
};

// Ten events of the largest size stay below the megabyte that a request may have.
const entriesPerRequest = 10;
const mostAttempts = 5;
// EventBridge counts a time as 14 bytes.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
const timeBytes = 14;

type Failure = { readonly entry: PutEventsRequestEntry; readonly code: string };

/** EventBridge. An answer of 200 can still mean that some events were refused: those are sent again. */
export function eventBridgeBus({ client, busName, now }: EventBridgeBusOptions): EventBus {
  return {
    publish: async (events) => {
      const entries = events.map((event) => entryOf(event, busName, now()));
      for (let start = 0; start < entries.length; start += entriesPerRequest) {
        await publishRequest(entries.slice(start, start + entriesPerRequest));
      }
    },
  };

  async function publishRequest(
    entries: readonly PutEventsRequestEntry[],
    attempt = 1,
  ): Promise<void> {
    const failures = await putEvents(entries);
    if (failures.length === 0) return;
    if (attempt >= mostAttempts) {
      const codes = [...new Set(failures.map(({ code }) => code))].join(', ');
      throw new Error(`publish to ${busName}: ${failures.length} events were refused: ${codes}`);
    }
    await backOff(attempt);
    await publishRequest(
      failures.map(({ entry }) => entry),
      attempt + 1,
    );
  }

  async function putEvents(entries: readonly PutEventsRequestEntry[]): Promise<readonly Failure[]> {
    try {
      const answer = await client.send(new PutEventsCommand({ Entries: [...entries] }));
      // The results are in the order of the request; one that is not there is no success.
      return entries.flatMap((entry, index) => {
        const result = answer.Entries?.[index];
        if (result?.EventId !== undefined) return [];
        return [{ entry, code: result?.ErrorCode ?? 'no answer' }];
      });
    } catch (error) {
      throw new Error(`publish to ${busName}`, { cause: error });
    }
  }
}

function entryOf(
  { type, detail }: DomainEvent,
  busName: string,
  time: Date,
): PutEventsRequestEntry {
  const json = JSON.stringify(detail);
  const bytes = timeBytes + Buffer.byteLength(eventSource + type + json);
  if (bytes > largestEventBytes) {
    throw new RangeError(`publish ${type}: the event has more than ${largestEventBytes} bytes`);
  }
  return {
    ...{ EventBusName: busName, Source: eventSource, DetailType: type, Detail: json },
    Time: time,
  };
}
