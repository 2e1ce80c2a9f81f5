import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import type { MotionArea } from '../../contracts/motion-area.ts';
import type { Actor } from './draw-scene.ts';
import { listPictures, type PicturePlan, type SeedStore, seedPicture } from './seed-picture.ts';
import { seedState } from './seed-state.ts';

const newest = '2026-11-20';
const before = '2026-11-19';

/** Names that would do harm if they were ever anything but text. */
export const hostileCamera = `<img src=x onerror="alert(1)">'&\u202egnp.😀`;
export const hostileLabel = `<script>alert('label')</script>\u202e😀${'Äẞ"&'.repeat(42)}`;
const hostileFile = `"><script>alert('file')<\\script>#?%2F 😀\u202egpj.jpg`;

const person: Actor = { kind: 'person', box: { left: 0.52, top: 0.36, width: 0.12, height: 0.5 } };
const second: Actor = { kind: 'person', box: { left: 0.3, top: 0.4, width: 0.1, height: 0.44 } };
const car: Actor = { kind: 'car', box: { left: 0.04, top: 0.62, width: 0.34, height: 0.28 } };
const marker: Actor = { kind: 'marker', box: { left: 0.25, top: 0.5, width: 0.2, height: 0.3 } };
const movedArea: MotionArea = { centerX: 560, centerY: 360, width: 160, height: 120 };

export type SeededGallery = {
  readonly newest: string;
  readonly before: string;
  /** All pictures of the newest day. */
  readonly entries: readonly GalleryEntry[];
  /** Shows a rectangle exactly where its box is. */
  readonly marked: GalleryEntry;
  readonly markerBox: Actor['box'];
  /** A quiet one with a car, in which something moved. */
  readonly moved: GalleryEntry;
  readonly movedArea: MotionArea;
  readonly hostile: GalleryEntry;
  readonly rejected: GalleryEntry;
  /** What happens when a camera sees somebody while the page is open. */
  readonly addAlarm: () => Promise<GalleryEntry>;
  /** Lists many quiet pictures on the day before; nobody has drawn them. */
  readonly addCrowd: (count: number) => Promise<void>;
};

/** Fills a store with two days of three cameras, one of which has an enemy's name. */
export async function seedGallery(blobs: SeedStore): Promise<SeededGallery> {
  const add = (plan: Partial<PicturePlan> & Pick<PicturePlan, 'hour' | 'minute'>) =>
    seedPicture(blobs, { day: newest, camera: 'garden', actors: [], outcome: 'quiet', ...plan });

  for (let hour = 8; hour < 12; hour += 1) {
    const at = { day: before, hour: String(hour).padStart(2, '0') };
    await add({ ...at, minute: 5 });
    await add({ ...at, minute: 35, camera: 'driveway', actors: [car] });
  }
  const quiet = [];
  for (let picture = 0; picture < 26; picture += 1) {
    const hour = String(7 + (picture % 9)).padStart(2, '0');
    const camera = picture % 3 === 0 ? 'driveway' : 'garden';
    const actors = camera === 'driveway' && picture % 2 === 0 ? [car] : [];
    const motion = picture === 24 ? { motionArea: movedArea } : {};
    const partial = picture === 17;
    quiet.push(await add({ hour, minute: 10 + picture, camera, actors, partial, ...motion }));
  }
  const alarms = [
    await add({ hour: '09', minute: 2, actors: [person], outcome: 'alarm' }),
    await add({ hour: '09', minute: 3, actors: [person, second], outcome: 'alarm' }),
    await add({
      hour: '14',
      minute: 40,
      camera: 'driveway',
      actors: [car, person],
      outcome: 'alarm',
    }),
    await add({ hour: '19', minute: 12, actors: [second], outcome: 'alarm' }),
  ];
  const marked = await add({ hour: '12', minute: 30, actors: [marker], outcome: 'alarm' });
  const hostile = await add({
    hour: '19',
    minute: 50,
    camera: hostileCamera,
    file: hostileFile,
    oddLabel: hostileLabel,
    actors: [person],
    outcome: 'alarm',
  });
  const rejected = await add({ hour: '13', minute: 1, outcome: 'rejected' });
  const moved = quiet.find(({ movedPixels }) => movedPixels !== undefined) ?? rejected;
  const entries = [...quiet, ...alarms, marked, hostile, rejected];
  await seedState(blobs, { day: newest, entries });
  const addAlarm = () => add({ hour: '20', minute: 1, actors: [person], outcome: 'alarm' });
  const crowded = { ...rejected, outcome: 'quiet' as const };
  const addCrowd = (count: number) =>
    listPictures(
      blobs,
      { day: before, hour: '07', camera: 'garden' },
      Array.from({ length: count }, (_, index) => ({
        ...{ ...crowded, imageId: `crowd-${index}` },
        // Further apart than the pictures of one visit.
        capturedAt: new Date(Date.parse(rejected.capturedAt) + index * 90_000).toISOString(),
      })),
    );
  return {
    newest,
    before,
    entries,
    marked,
    markerBox: marker.box,
    moved,
    movedArea,
    hostile,
    rejected,
    addAlarm,
    addCrowd,
  };
}
