import type {
  CameraIncidents,
  Digest,
  HeldCount,
  HoldReason,
  Incident,
  IncidentPicture,
} from '../../../contracts/camera-incidents.ts';
import type { NotificationPolicy } from '../../../runtime/notification-policy.ts';

/** A digest that somebody has to be woken for. */
export type DigestPlan = Pick<Digest, 'number' | 'dueAt' | 'openedBy'>;

/** What a digest tells of. */
export type DigestFacts = {
  readonly number: number;
  readonly openedBy: string;
  /** The visit of the picture that opened it. */
  readonly visit: string;
  /** When it was closed: it tells of what came before. */
  readonly until: string;
  readonly pictures: readonly IncidentPicture[];
  /** Held pictures of which only the number is known. */
  readonly unlisted: readonly HeldCount[];
};

// Somebody who never leaves must not keep the digest from being sent.
const longestIdleMilliseconds = 60 * 60 * 1000;
// By then whoever was to be woken would have been.
const overdueMilliseconds = 60 * 1000;

/** Has an open digest take a picture along, or opens one; then somebody is to be woken for it. */
export function joinDigest(
  digests: readonly Digest[],
  { imageId, dueAt, now }: { readonly imageId: string; readonly dueAt: Date; readonly now: Date },
  { cooldown }: NotificationPolicy,
): { readonly digests: readonly Digest[]; readonly opened: readonly DigestPlan[] } {
  const open = digests.find(({ state }) => state === 'open');
  if (open === undefined) {
    const opened: Digest = {
      number: Math.max(0, ...digests.map(({ number }) => number)) + 1,
      openedBy: imageId,
      openedAt: now.toISOString(),
      dueAt: dueAt.toISOString(),
      state: 'open',
      unlisted: [],
    };
    return { digests: [...digests, opened], opened: [opened] };
  }
  if (cooldown === 'interval') return { digests, opened: [] };
  const latest = Date.parse(open.openedAt) + longestIdleMilliseconds;
  const later = Math.min(Math.max(Date.parse(open.dueAt), dueAt.getTime()), latest);
  const put = { ...open, dueAt: new Date(later).toISOString() };
  return { digests: digests.map((digest) => (digest === open ? put : digest)), opened: [] };
}

/** Closes a digest: what is held and not yet told of belongs to it, for good. */
export function closeDigest(state: CameraIncidents, number: number, until: Date): CameraIncidents {
  const take = (picture: IncidentPicture): IncidentPicture => {
    const { delivery } = picture;
    if (delivery.state !== 'held' || delivery.digest !== undefined) return picture;
    return { ...picture, delivery: { ...delivery, digest: number } };
  };
  return {
    ...state,
    incidents: state.incidents.map(
      (incident): Incident => ({ ...incident, pictures: incident.pictures.map(take) }),
    ),
    digests: state.digests.map((digest) =>
      digest.number === number && digest.state === 'open'
        ? { ...digest, state: 'closed', until: until.toISOString(), unlisted: state.unlisted }
        : digest,
    ),
    unlisted: [],
  };
}

/** Closes the digest whose time has come before what follows is decided. */
export function closeDueDigest(state: CameraIncidents, now: Date): CameraIncidents {
  const due = state.digests.find(
    ({ state: at, dueAt }) => at === 'open' && Date.parse(dueAt) <= now.getTime(),
  );
  return due === undefined ? state : closeDigest(state, due.number, new Date(due.dueAt));
}

/** What should have been sent, and was not: its wake-up was lost, or has not come yet. */
export function overdueDigests(digests: readonly Digest[], now: Date): readonly DigestPlan[] {
  return digests.filter(
    ({ state, dueAt }) =>
      state !== 'sent' && Date.parse(dueAt) + overdueMilliseconds < now.getTime(),
  );
}

export function digestFacts({ incidents }: CameraIncidents, digest: Digest): DigestFacts {
  const { number, openedBy, dueAt, until = dueAt, unlisted } = digest;
  const pictures = incidents
    .flatMap((incident) => incident.pictures)
    .filter(({ delivery }) => delivery.state === 'held' && delivery.digest === number);
  return {
    ...{ number, openedBy, until, pictures, unlisted },
    visit: visitOf(incidents, openedBy),
  };
}

/** The visit that a picture belongs to; one that is forgotten was of a visit of its own. */
export function visitOf(incidents: readonly Incident[], imageId: string): string {
  const visit = incidents.find(({ pictures }) =>
    pictures.some((picture) => picture.imageId === imageId),
  );
  return visit?.id ?? imageId;
}

/** Adds to counts by reason. */
export function countHeld(
  counts: readonly HeldCount[],
  reasons: readonly HoldReason[],
): readonly HeldCount[] {
  const all = new Map(counts.map(({ reason, count }) => [reason, count]));
  for (const reason of reasons) all.set(reason, (all.get(reason) ?? 0) + 1);
  return [...all].map(([reason, count]) => ({ reason, count }));
}
