import * as v from 'valibot';
import { eventSource } from './image-event.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));

export const TickSchema = v.object({
  schemaVersion: v.literal(1),
  at: Instant,
  /**
   * Since when the pipeline has been awake without a break: what was not heard before says nothing of
   * whoever was to be heard. Absent where the store never sleeps.
   */
  awakeSince: v.optional(Instant),
});

/** A while has passed. It comes from the clock, past the bus: nobody else can listen to it. */
export type Tick = v.InferOutput<typeof TickSchema>;

export const tickType = 'Tick';

const EnvelopeSchema = v.object({
  source: v.literal(eventSource),
  'detail-type': v.literal(tickType),
  detail: TickSchema,
});

/** The message in which a tick lies in the queue. */
export function formatTick(tick: Tick): string {
  return JSON.stringify({ source: eventSource, 'detail-type': tickType, detail: tick });
}

/** Reads a queue message's parsed body; throws when it is no tick. */
export function parseTick(body: unknown): Tick {
  return v.parse(EnvelopeSchema, body).detail;
}

/** An example, for the documentation. */
export const tickExample: Tick = { schemaVersion: 1, at: '2026-11-20T13:05:00Z' };
