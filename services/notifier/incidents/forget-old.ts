import type {
  CameraIncidents,
  Digest,
  HoldReason,
  IncidentPicture,
} from '../../../contracts/camera-incidents.ts';
import { countHeld } from './digest.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
// Some 200 kB, written with each alarm.
const mostPictures = 1000;
const mostSentDigests = 20;
const mostLabels = 200;
const mostRings = 2000;

/**
 * Forgets what no decision needs any more. Pictures that nobody has been told of are only counted
 * then, for the next digest.
 */
export function forgetOld(state: CameraIncidents, now: Date): CameraIncidents {
  const all = state.incidents.flatMap(({ pictures }) => pictures);
  const unsent = new Set(unsentNumbers(state.digests));
  const isOld = ({ delivery }: IncidentPicture) =>
    now.getTime() - Date.parse(delivery.at) > dayMilliseconds;
  const old = all.filter((picture) => isOld(picture) && stage(picture, unsent) !== 'digest');
  const excess = all.length - mostPictures;
  const forgotten = new Set(excess > old.length ? oldestFirst(all, unsent).slice(0, excess) : old);
  const untold = [...forgotten].flatMap((picture): readonly HoldReason[] => {
    const { delivery } = picture;
    return delivery.state === 'held' && delivery.digest === undefined ? [delivery.reason] : [];
  });
  return {
    ...state,
    incidents: state.incidents
      .map((incident) => ({
        ...incident,
        pictures: incident.pictures.filter((picture) => !forgotten.has(picture)),
      }))
      .filter(({ pictures }) => pictures.length > 0),
    unlisted: [...countHeld(state.unlisted, untold)],
    digests: [
      ...state.digests.filter(({ state: at }) => at === 'sent').slice(-mostSentDigests),
      ...state.digests.filter(({ state: at }) => at !== 'sent'),
    ],
    told: state.told
      .filter(({ seenAt }) => now.getTime() - Date.parse(seenAt) <= dayMilliseconds)
      .slice(-mostLabels),
    rings: state.rings
      .filter((ring) => now.getTime() - Date.parse(ring) <= 2 * dayMilliseconds)
      .slice(-mostRings),
  };
}

function unsentNumbers(digests: readonly Digest[]): readonly number[] {
  return digests.filter(({ state }) => state !== 'sent').map(({ number }) => number);
}

/** How far the telling of a picture has come, in the order in which pictures may be forgotten. */
const stages = ['settled', 'held', 'digest', 'ringing'] as const;

function stage(
  { delivery }: IncidentPicture,
  unsent: ReadonlySet<number>,
): (typeof stages)[number] {
  if (delivery.state === 'sent') return 'settled';
  if (delivery.state === 'ringing') return 'ringing';
  if (delivery.digest === undefined) return 'held';
  return unsent.has(delivery.digest) ? 'digest' : 'settled';
}

function oldestFirst(
  pictures: readonly IncidentPicture[],
  unsent: ReadonlySet<number>,
): readonly IncidentPicture[] {
  const order = (picture: IncidentPicture) => stages.indexOf(stage(picture, unsent));
  return pictures.toSorted(
    (a, b) => order(a) - order(b) || Date.parse(a.delivery.at) - Date.parse(b.delivery.at),
  );
}
