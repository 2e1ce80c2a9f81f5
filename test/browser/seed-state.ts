import type { CameraIncidents, Delivery } from '../../contracts/camera-incidents.ts';
import type { DaySummary, GalleryEntry, MonthSummary } from '../../contracts/gallery-index.ts';
import { daySummaryKey, monthSummaryKey } from '../../contracts/gallery-key.ts';
import { cameraHeartbeatKey, incidentsKey, watchKey } from '../../contracts/state-key.ts';
import { monthDay, tallyOf } from '../../contracts/tally.ts';
import { putJson, type SeedStore } from './seed-picture.ts';

type Seeded = { readonly day: string; readonly entries: readonly GalleryEntry[] };

const at = '2026-11-20T14:00:00.000Z';

/** What the pipeline remembers beside the pictures: who was told, the cameras' health, the sums. */
export async function seedState(blobs: SeedStore, { day, entries }: Seeded): Promise<void> {
  const cameras = [...new Set(entries.map(({ camera }) => camera))];
  for (const camera of cameras) {
    const own = entries.filter((entry) => entry.camera === camera);
    await tellOf(blobs, camera, own);
  }
  const summary: DaySummary = {
    schemaVersion: 1,
    cameras: Object.fromEntries(cameras.map((camera) => [camera, hoursOf(entries, camera)])),
  };
  await putJson(blobs, daySummaryKey(day), summary);
  const month: MonthSummary = { schemaVersion: 1, days: { [day]: monthDay(summary) } };
  await putJson(blobs, monthSummaryKey(day.slice(0, 7)), month);
  const heartbeat = { schemaVersion: 1, camera: 'garden', at, version: '1.2.3' };
  const health = { backlogPictures: 412, backlogBytes: 98e6, diskFreeBytes: 4e8, dropped: 7 };
  await putJson(blobs, cameraHeartbeatKey('garden'), { ...heartbeat, ...health });
  const silent = { schemaVersion: 1, state: 'silent', lastSignAt: at, since: at, told: true };
  await putJson(blobs, watchKey('driveway'), silent);
}

/** The first alarm of each camera rang, the second was held, of the others nobody knows. */
async function tellOf(
  blobs: SeedStore,
  camera: string,
  entries: readonly GalleryEntry[],
): Promise<void> {
  const alarms = entries.filter(({ outcome }) => outcome === 'alarm').toReversed();
  const deliveries: readonly Delivery[] = [
    { state: 'sent', at },
    { state: 'held', at, reason: 'same-visit', digest: 3 },
  ];
  const pictures = alarms.slice(0, 2).flatMap(({ imageId, capturedAt }, index) => {
    const delivery = deliveries[index];
    const severity = 'alarm' as const;
    const told = { imageId, capturedAt, labels: ['Person'], severity };
    return delivery === undefined ? [] : [{ ...told, delivery }];
  });
  const [first] = pictures;
  if (first === undefined) return;
  const visit = { id: first.imageId, from: first.capturedAt, to: first.capturedAt };
  const digest = { number: 3, openedBy: first.imageId, openedAt: at, dueAt: at } as const;
  const incidents: CameraIncidents = {
    ...{ schemaVersion: 1, told: [], rings: [at], unlisted: [] },
    incidents: [{ ...visit, motionEvents: [], pictures }],
    digests: [{ ...digest, state: 'sent', until: at, unlisted: [] }],
  };
  await putJson(blobs, incidentsKey(camera), incidents);
}

function hoursOf(entries: readonly GalleryEntry[], camera: string): DaySummary['cameras'][string] {
  const own = entries.filter((entry) => entry.camera === camera);
  const hours = [...new Set(own.map(({ capturedAt }) => capturedAt.slice(11, 13)))];
  return Object.fromEntries(
    hours.map((hour) => [
      hour,
      tallyOf(own.filter(({ capturedAt }) => capturedAt.slice(11, 13) === hour)),
    ]),
  );
}
