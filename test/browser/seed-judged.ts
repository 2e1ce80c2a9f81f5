import { daySummaryKey, rulesInForceKey } from '../../contracts/gallery-key.ts';
import { tallyOf } from '../../contracts/tally.ts';
import { rulesDocument } from '../../services/classifier/rules/rules-document.ts';
import {
  type OwnersFiles,
  type Sight,
  seenPictures,
  sourcedRules,
} from '../gallery/judged-pictures.ts';
import { listPictures, putJson, type SeedStore } from './seed-picture.ts';

type Judged = {
  readonly sights: readonly Sight[];
  readonly files: OwnersFiles;
  /** On AWS. */
  readonly region?: string;
};

const judgedDay = '2026-11-20';

/** Puts a judged day into a store: its records, its index and its sums, and the rules in force. */
export async function seedJudged(
  blobs: SeedStore,
  { sights, files, region }: Judged,
): Promise<void> {
  const pictures = seenPictures(sights);
  for (const { entry, whole } of pictures) {
    await putJson(blobs, entry.recordKey, whole);
    const { hour, ...listed } = entry;
    await listPictures(blobs, { day: judgedDay, camera: entry.camera, hour }, [listed]);
  }
  const entries = pictures.map(({ entry }) => entry);
  const cameras = [...new Set(entries.map(({ camera }) => camera))].map((camera) => {
    const own = entries.filter((entry) => entry.camera === camera);
    return [camera, { '12': tallyOf(own) }] as const;
  });
  const summary = { schemaVersion: 1, cameras: Object.fromEntries(cameras) };
  await putJson(blobs, daySummaryKey(judgedDay), summary);
  const about = { timeZone: 'UTC', alarmConfidence: 55, ...(region && { region }) };
  await putJson(blobs, rulesInForceKey, rulesDocument(sourcedRules(files), about));
}
