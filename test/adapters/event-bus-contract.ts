import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { parseEventEnvelope } from '../../contracts/image-event.ts';
import type { EventBus } from '../../runtime/event-bus.ts';

export type BusUnderTest = {
  readonly bus: EventBus;
  /** The messages that a rule for alarms brought into its queue, taken out. */
  alarms(): Promise<readonly string[]>;
  /** The messages that a rule for all events brought into its queue, taken out. */
  everything(): Promise<readonly string[]>;
};

const { ImageClassified, ImageRejected } = eventExamples;

/** What every event bus has to do; each adapter runs it on itself. */
export function eventBusContract(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`${name} as an event bus`, () => {
    it('brings an event to every rule that matches, as it was published', async () => {
      const { bus, alarms, everything } = await open();
      await bus.publish([ImageClassified]);
      for (const messages of [await alarms(), await everything()]) {
        expect(messages.map((body) => parseEventEnvelope(JSON.parse(body)))).toEqual([
          ImageClassified,
        ]);
      }
    });

    it('brings it to no other', async () => {
      const { bus, alarms, everything } = await open();
      const quiet = { ...ImageClassified.detail, outcome: 'quiet' as const };
      await bus.publish([ImageRejected, { type: 'ImageClassified', detail: quiet }]);
      expect(await alarms()).toEqual([]);
      expect(await everything()).toHaveLength(2);
    });

    it('publishes more events at once than one request of EventBridge takes', async () => {
      const { bus, everything } = await open();
      await bus.publish(Array.from({ length: 25 }, () => ImageRejected));
      expect(await everything()).toHaveLength(25);
    });

    it('refuses an event that is too large, and says so', async () => {
      const { bus } = await open();
      const detail = { ...ImageRejected.detail, message: 'x'.repeat(300_000) };
      await expect(bus.publish([{ type: 'ImageRejected', detail }])).rejects.toThrow(/65536 bytes/);
    });
  });
}
