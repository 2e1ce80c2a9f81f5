import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { formatTick, type Tick, tickExample } from '../contracts/tick.ts';
import { wakeUpExamples } from '../contracts/wake-up.ts';
import { surroundings } from '../test/adapters/surroundings.ts';
import { defineClockConsumer } from './define-clock-consumer.ts';
import type { Ports, Surroundings } from './ports.ts';

// This consumer needs no port.
const deps = surroundings() as unknown as Surroundings & Ports;

function sleeper() {
  const seen: Tick[] = [];
  const consumer = defineClockConsumer({
    ...{ everyMinutes: 7, needs: [], grants: {}, memoryMb: 128 },
    ...{ timeoutSeconds: 10, batchSize: 1, concurrency: 1 },
    load: async () => ({
      createHandle: () => async (tick: Tick) => {
        seen.push(tick);
        return { outcome: 'woken' };
      },
    }),
  });
  return { consumer, seen };
}

describe('a consumer of the clock', () => {
  it('says how often it is to be woken, and listens to nothing else', () => {
    expect(sleeper().consumer).toMatchObject({ listensTo: 'clock', everyMinutes: 7 });
  });

  it('is woken by a tick', async () => {
    const { consumer, seen } = sleeper();
    const handle = await consumer.start(deps);
    expect(await handle(formatTick(tickExample))).toEqual([{ outcome: 'woken' }]);
    expect(seen).toEqual([tickExample]);
  });

  it.each([eventExamples.ImageClassified, wakeUpExamples.DigestDue])(
    'fails at what is no tick, such as $type',
    async ({ type, detail }) => {
      const handle = await sleeper().consumer.start(deps);
      const message = { source: 'intellicam', 'detail-type': type, detail };
      await expect(handle(JSON.stringify(message))).rejects.toThrow();
    },
  );
});
