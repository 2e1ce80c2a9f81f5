import { CameraIncidentsSchema, noIncidents } from '../../contracts/camera-incidents.ts';
import { onDay } from '../../contracts/local-day.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import type { DayOfMessages } from './note-day.ts';
import { readDocument } from './read-document.ts';

/** Counts what the notifier sent and held back on a day, while it remembers. */
export async function readNotifications(
  deps: Deps<'blobs' | 'cameras'>,
  day: string,
): Promise<DayOfMessages> {
  const isThen = onDay(day, deps.settings.timeZone);
  const all = await deps.cameras.list();
  const counts = await Promise.all(all.map(({ camera }) => countOf(camera)));
  return {
    rang: counts.reduce((sum, { rang }) => sum + rang, 0),
    held: counts.reduce((sum, { held }) => sum + held, 0),
  };

  async function countOf(camera: string): Promise<DayOfMessages> {
    const found = await readDocument(deps, incidentsKey(camera), CameraIncidentsSchema);
    const { rings, incidents } = found ?? noIncidents;
    const deliveries = incidents.flatMap(({ pictures }) => pictures.map((one) => one.delivery));
    return {
      rang: rings.filter(isThen).length,
      held: deliveries.filter(({ state, at }) => state === 'held' && isThen(at)).length,
    };
  }
}
