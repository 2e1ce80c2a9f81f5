import type { PutEventsCommand, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { eventBridgeBus } from './event-bridge-bus.ts';

const { ImageClassified, ImageRejected } = eventExamples;
const now = () => new Date('2026-11-20T13:02:20.000Z');

/** A bus that refuses, of each request, the entries at these places. */
function refusing(...places: readonly (readonly number[])[]) {
  const requests: PutEventsRequestEntry[][] = [];
  const send = async ({ input }: PutEventsCommand): Promise<never> => {
    const refused = places[requests.length] ?? [];
    const entries = input.Entries ?? [];
    requests.push(entries);
    const Entries = entries.map((_, place) =>
      refused.includes(place) ? { ErrorCode: 'ThrottlingException' } : { EventId: `${place}` },
    );
    return { FailedEntryCount: refused.length, Entries } as never;
  };
  const client = { send } as Parameters<typeof eventBridgeBus>[0]['client'];
  return { requests, bus: eventBridgeBus({ client, busName: 'bus', now }) };
}

// As many as a request takes.
const cameras = [...'abcdefghij'];
const events = cameras.map((camera) => ({
  ...ImageRejected,
  detail: { ...ImageRejected.detail, camera },
}));
const camerasOf = (entries: readonly PutEventsRequestEntry[]) =>
  entries.map(({ Detail = '' }) => JSON.parse(Detail).camera);

const subsets = Array.from({ length: 2 ** cameras.length }, (_, bits) =>
  cameras.flatMap((_, place) => ((bits >> place) & 1 ? [place] : [])),
);

describe('the EventBridge bus', () => {
  it('publishes an event under its type', async () => {
    const { bus, requests } = refusing();
    await bus.publish([ImageClassified]);
    expect(requests).toEqual([
      [
        {
          EventBusName: 'bus',
          Source: 'intellicam',
          DetailType: 'ImageClassified',
          Detail: JSON.stringify(ImageClassified.detail),
          Time: now(),
        },
      ],
    ]);
  });

  it(`sends exactly those again that were refused, whichever of ${subsets.length} sets they are`, async () => {
    const sent = await Promise.all(
      subsets.map(async (refused) => {
        const { bus, requests } = refusing(refused);
        await bus.publish(events);
        return requests.map(camerasOf);
      }),
    );
    expect(sent).toEqual(
      subsets.map((refused) => {
        const again = refused.map((place) => cameras[place]);
        return again.length === 0 ? [cameras] : [cameras, again];
      }),
    );
  });

  it('gives up after a few attempts, and says why', async () => {
    const { bus, requests } = refusing(...Array.from({ length: 9 }, () => [0]));
    await expect(bus.publish(events)).rejects.toThrow('1 events were refused: ThrottlingException');
    expect(requests).toHaveLength(5);
  });

  it('sends nothing for nothing', async () => {
    const { bus, requests } = refusing();
    await bus.publish([]);
    expect(requests).toEqual([]);
  });
});
