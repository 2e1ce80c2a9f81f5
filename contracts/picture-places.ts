import type { Verdict } from './feedback.ts';
import { knownLayouts } from './object-key.ts';

/** What has to be known of a classified picture to tell where it lies. */
export type FiledPicture = {
  readonly imageId: string;
  readonly outcome: 'alarm' | 'quiet';
  /** Where the classifier had it filed. */
  readonly filedKey: string;
};

/** Whether a judgement turns the classifier's decision round; any other leaves it. */
export function turnsRound({ outcome }: Pick<FiledPicture, 'outcome'>, verdict: Verdict): boolean {
  return verdict === (outcome === 'alarm' ? 'not-an-alarm' : 'missed');
}

/** Where a picture belongs once it is judged; the same for everybody who asks. */
export function judgedKey(picture: FiledPicture, verdict: Verdict): string {
  const { filedKey, imageId } = picture;
  return turnsRound(picture, verdict) ? (turnedKey(filedKey, imageId) ?? filedKey) : filedKey;
}

/** Where a picture may lie that has left `upload/`: where it belongs, then where it may still be. */
export function placesOf(picture: FiledPicture, verdict: Verdict = 'none'): readonly string[] {
  const { filedKey, imageId } = picture;
  const belongs = judgedKey(picture, verdict);
  const other = belongs === filedKey ? turnedKey(filedKey, imageId) : filedKey;
  return other === undefined ? [belongs] : [belongs, other];
}

/**
 * A filed picture's name in the other folder; undefined when it lies in neither. It carries part of
 * the image's id, because another picture of the same name may lie there.
 */
export function turnedKey(filedKey: string, imageId: string): string | undefined {
  const place = placeOf(filedKey);
  return place && place.turned + withId(place.path, imageId);
}

/** Where the labels of a filed picture are listed, here and in the other folder. */
export function csvKeysOf(
  filedKey: string,
  imageId: string,
): { readonly filed: string; readonly turned: string } | undefined {
  const place = placeOf(filedKey);
  if (place === undefined) return undefined;
  const { csv, turnedCsv, path } = place;
  return { filed: `${csv}${path}.csv`, turned: `${turnedCsv}${withId(path, imageId)}.csv` };
}

function placeOf(filedKey: string) {
  for (const { alarm, quiet, alarmCsv, quietCsv } of knownLayouts) {
    if (filedKey.startsWith(alarm)) {
      const path = filedKey.slice(alarm.length);
      return { path, turned: quiet, csv: alarmCsv, turnedCsv: quietCsv };
    }
    if (filedKey.startsWith(quiet)) {
      const path = filedKey.slice(quiet.length);
      return { path, turned: alarm, csv: quietCsv, turnedCsv: alarmCsv };
    }
  }
  return undefined;
}

function withId(path: string, imageId: string): string {
  const id = `-${imageId.slice(0, 8)}`;
  const file = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const end = dot > file ? dot : path.length;
  return path.slice(file, end).endsWith(id) ? path : path.slice(0, end) + id + path.slice(end);
}
