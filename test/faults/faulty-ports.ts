import type { AlertChannel } from '../../runtime/alert-channel.ts';
import { alertsOver } from '../../runtime/alerts.ts';
import type { BlobStore, ListedBlob } from '../../runtime/blob-store.ts';
import { claimedChannel } from '../../runtime/claimed-channel.ts';
import type { Ports } from '../../runtime/ports.ts';
import { type Decide, faultyProcess } from './faulty.ts';

/** The outside as it is: everybody's but for the timers, which are one consumer's. */
export type World = Omit<Ports, 'alerts'> & { readonly phone: AlertChannel };

/** All ways of one process to the outside; any call may fail, and none has an effect once it died. */
export function faultyPorts(
  world: World,
  { decide, now }: { readonly decide: Decide; readonly now: () => Date },
): { readonly isDead: () => boolean; readonly ports: Ports } {
  const { isDead, wrap, call } = faultyProcess(decide);
  const listAll = call('list', (prefix: string) => allOf(world.blobs.list(prefix)));
  const blobs: BlobStore = {
    ...wrap(world.blobs, ['get', 'put', 'copy', 'delete']),
    async *list(prefix) {
      yield* await listAll(prefix);
    },
  };
  const channel = wrap(world.phone, ['send']);
  const phone = claimedChannel({ name: 'phone', channel, blobs, now });
  const ports = {
    blobs,
    events: wrap(world.events, ['publish']),
    labeler: wrap(world.labeler, ['label']),
    alerts: alertsOver({ channels: { phone } }),
    timers: wrap(world.timers, ['later']),
    cameras: world.cameras,
    uploads: wrap(world.uploads, ['held', 'tellAgain']),
  };
  return { isDead, ports };
}

async function allOf(listing: AsyncIterable<ListedBlob>): Promise<readonly ListedBlob[]> {
  const found: ListedBlob[] = [];
  for await (const one of listing) found.push(one);
  return found;
}
