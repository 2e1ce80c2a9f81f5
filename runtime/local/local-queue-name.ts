import type { NamedConsumer } from '../discover-consumers.ts';

export const uploadsQueue = 'uploads';

/** The queue of a consumer on this machine. */
export function localQueueName({ name, consumer }: NamedConsumer): string {
  return consumer.listensTo === 'uploads' ? uploadsQueue : name;
}
