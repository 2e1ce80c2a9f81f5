import { costOfPictures } from '../../contracts/cost-of-pictures.ts';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import { alarmPictureUsage, quietPictureUsage } from '../../contracts/picture-usage.ts';
import { pricesOf } from '../../contracts/price-table.ts';
import type { ReporterNotes } from '../../contracts/reporter-notes.ts';
import type { CameraAlarms, Counted, DaySummary, ShownAlarm } from './day-summary.ts';
import type { CameraState } from './read-cameras.ts';
import type { DayOfPictures } from './read-gallery-day.ts';

type Facts = {
  readonly day: string;
  readonly pictures: DayOfPictures;
  readonly shown: readonly ShownAlarm[];
  readonly noted: ReporterNotes;
  readonly cameras: readonly CameraState[];
  /** Where pictures cost something. */
  readonly region: string | undefined;
};

/** Puts together what is told of a day. */
export function summariseDay({ day, pictures, shown, noted, cameras, region }: Facts): DaySummary {
  const { alarms, quiet, rejected } = pictures;
  const ended = noted.ended?.day === day ? noted.ended : undefined;
  return {
    ...{ day, quiet, cameras, shown },
    alarms: alarmsByCamera(alarms),
    rejected: mostFrequentFirst(rejected),
    losses: (ended?.uploaders ?? []).filter(
      ({ leftOut, dropped, refused }) => leftOut + dropped + refused > 0,
    ),
    messages: ended && { rang: ended.rang, held: ended.held },
    dollars: region === undefined ? undefined : costOfDay(alarms.length, quiet, region),
  };
}

function alarmsByCamera(alarms: readonly GalleryEntry[]): readonly CameraAlarms[] {
  const cameras = [...new Set(alarms.map(({ camera }) => camera))].toSorted();
  return cameras.map((camera) => {
    const own = alarms.filter((alarm) => alarm.camera === camera);
    const labels = new Map<string, number>();
    for (const name of own.flatMap(alarmLabels)) labels.set(name, (labels.get(name) ?? 0) + 1);
    return { camera, count: own.length, labels: mostFrequentFirst(labels) };
  });
}

/** What rang in a picture, each once. */
export function alarmLabels({ labels }: Pick<GalleryEntry, 'labels'>): readonly string[] {
  return [...new Set(labels.filter(({ alarm }) => alarm).map(({ name }) => name))];
}

function mostFrequentFirst(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function costOfDay(alarms: number, quiet: number, region: string): number {
  const prices = pricesOf(region);
  const costs = [
    costOfPictures(alarmPictureUsage, alarms, prices),
    costOfPictures(quietPictureUsage, quiet, prices),
  ];
  return costs.reduce((sum, cost) => sum + cost.rekognition + cost.everythingElse, 0);
}
