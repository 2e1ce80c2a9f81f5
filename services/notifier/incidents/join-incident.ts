import type { Incident, IncidentPicture } from '../../../contracts/camera-incidents.ts';
import { higherOf } from './alarm-picture.ts';

type Joined = {
  readonly incidents: Incident[];
  /** The one that the picture belongs to now. */
  readonly incident: Incident;
};

// Motion may count its events anew when it is restarted: the same name much later is another visit.
const sameEventMilliseconds = 60 * 60 * 1000;
const mostMotionEvents = 50;

/**
 * Puts a picture into the incident that it belongs to. A picture that closes the gap between several
 * makes them one, so that the order in which pictures arrive does not matter.
 */
export function joinIncident(
  incidents: readonly Incident[],
  picture: IncidentPicture,
  { motionEvent, gapMilliseconds }: { motionEvent: string | undefined; gapMilliseconds: number },
): Joined {
  const { imageId, capturedAt } = picture;
  let incident: Incident = {
    id: imageId,
    from: capturedAt,
    to: capturedAt,
    motionEvents: motionEvent === undefined ? [] : [motionEvent],
    pictures: [picture],
  };
  let others = incidents;
  let place = incidents.length;
  for (;;) {
    const at = others.findIndex((other) => belongTogether(other, incident, gapMilliseconds));
    const found = others[at];
    if (found === undefined) break;
    // Whoever was there first gives its name; each new part may reach further incidents.
    incident = at < place ? merge(found, incident) : merge(incident, found);
    others = others.toSpliced(at, 1);
    place = Math.min(place, at);
  }
  return { incidents: others.toSpliced(place, 0, incident), incident };
}

function belongTogether(one: Incident, other: Incident, gapMilliseconds: number): boolean {
  const starts = Math.max(Date.parse(one.from), Date.parse(other.from));
  const gap = starts - Math.min(Date.parse(one.to), Date.parse(other.to));
  if (gap <= gapMilliseconds) return true;
  return (
    gap <= sameEventMilliseconds &&
    one.motionEvents.some((event) => other.motionEvents.includes(event))
  );
}

function merge(one: Incident, other: Incident): Incident {
  const rang = one.rang && other.rang ? higherOf(one.rang, other.rang) : (one.rang ?? other.rang);
  const events = new Set([...one.motionEvents, ...other.motionEvents]);
  return {
    id: one.id,
    from: one.from < other.from ? one.from : other.from,
    to: one.to > other.to ? one.to : other.to,
    motionEvents: [...events].slice(-mostMotionEvents),
    ...(rang === undefined ? {} : { rang }),
    pictures: [...one.pictures, ...other.pictures],
  };
}
