import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { alertClaimKey } from '../contracts/state-key.ts';
import type { BlobStore, PutOptions } from './blob-store.ts';

const ClaimSchema = v.object({
  state: v.picklist(['claimed', 'sent', 'given-up']),
  by: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
});
type Claim = v.InferOutput<typeof ClaimSchema>;

/** An alert that this process may send over one channel. */
export type AlertClaim = {
  /** Makes everybody take it for sent. */
  commit(): Promise<void>;
  /** Lets whoever comes next try at once; without it, a claim is waited for. */
  giveUp(): Promise<void>;
};

/** What is claimed: one alert over one channel. */
type Claimed = { readonly alertId: string; readonly channel: string };

// Longer than a function runs, so that a claim this old belongs to nobody any more.
const staleMilliseconds = 60_000;

/**
 * Claims an alert before it is sent, so that of two deliveries of an event one sends it. Throws while somebody
 * else is at it. A claim that was never committed is taken over: for an alarm, twice beats never.
 */
export async function claimAlert(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  { alertId, channel }: Claimed,
  now: () => Date,
): Promise<AlertClaim | 'sent'> {
  const key = alertClaimKey(alertId, channel);
  const what = `claim alert ${alertId} for ${channel}`;
  const by = randomUUID();
  const etag = (await write('claimed', 'if-absent')) ?? (await takeOver());
  if (etag === 'sent') return 'sent';
  return {
    commit: async () => {
      // Refused only when the claim was taken over: then its new owner commits.
      await write('sent', { ifMatch: etag });
    },
    giveUp: async () => {
      await write('given-up', { ifMatch: etag });
    },
  };

  async function takeOver(): Promise<string> {
    const found = await blobs.get(key);
    if (found === undefined) throw new Error(`${what}: its claim has gone`);
    const claim = readClaim(found.bytes);
    if (claim?.state === 'sent') return 'sent';
    // An answer that was lost leaves a claim of our own behind.
    if (claim?.by === by) return found.etag;
    const taken = isFresh(claim) ? undefined : await write('claimed', { ifMatch: found.etag });
    if (taken === undefined) throw new Error(`${what}: somebody is sending it`);
    return taken;
  }

  async function write(
    state: Claim['state'],
    condition: PutOptions['condition'] & {},
  ): Promise<string | undefined> {
    const claim: Claim = { state, by, at: now().toISOString() };
    const bytes = new TextEncoder().encode(JSON.stringify(claim));
    const stored = await blobs.put(key, bytes, { condition, contentType: 'application/json' });
    return stored.outcome === 'stored' ? stored.etag : undefined;
  }

  function isFresh(claim: Claim | undefined): boolean {
    if (claim?.state !== 'claimed') return false;
    return Math.abs(now().getTime() - Date.parse(claim.at)) < staleMilliseconds;
  }
}

// One that cannot be read must not keep an alarm from being told.
/** What a claim says; undefined when it cannot be read. */
export function readClaim(bytes: Uint8Array): Claim | undefined {
  try {
    return v.parse(ClaimSchema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}
