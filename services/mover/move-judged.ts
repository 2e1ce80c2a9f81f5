import * as v from 'valibot';
import { JudgementSchema, type Verdict } from '../../contracts/feedback.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { feedbackKey } from '../../contracts/object-key.ts';
import { placesOf } from '../../contracts/picture-places.ts';
import { parseRecordKey } from '../../contracts/record-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readRecord } from '../../runtime/read-record.ts';
import { copyAttributes } from './copy-attributes.ts';
import { moveLabels } from './move-labels.ts';
import { pictureHold } from './picture-hold.ts';

type Classified = DomainEvent<'ImageClassified'>;

/**
 * Takes a picture to where its newest judgement wants it, from wherever it is. It asks the store for
 * the judgement, so that the order of events does not matter.
 *
 * Resolves with the place; undefined when nobody judged the picture, or when it is no more.
 */
export function judgedMover(deps: Pick<Deps<'blobs'>, 'blobs' | 'now'>) {
  const { blobs } = deps;
  const hold = pictureHold(deps);

  return async (recordKey: string): Promise<string | undefined> => {
    const name = parseRecordKey(recordKey);
    if (name === undefined) return undefined;
    const judged = feedbackKey(name.camera, name.day, name.imageId);
    if ((await readVerdict(judged)) === undefined) return undefined;
    const event = (await readRecord(blobs, recordKey))?.event;
    if (event?.type !== 'ImageClassified') return undefined;
    return hold(name.imageId, async () => settle(event, (await readVerdict(judged)) ?? 'none'));
  };

  async function settle(event: Classified, verdict: Verdict): Promise<string | undefined> {
    const { imageId, outcome, destinationKey: filedKey, key, etag } = event.detail;
    const [place = filedKey, other] = placesOf({ imageId, outcome, filedKey }, verdict);
    if (!(await bringTo(place, event, other))) return undefined;
    await blobs.delete(key, etag);
    if (other !== undefined) await blobs.delete(other, etag);
    await moveLabels(blobs, { imageId, filedKey, isTurned: place !== filedKey });
    return place;
  }

  async function bringTo(place: string, event: Classified, other?: string): Promise<boolean> {
    const { imageId, etag, key, versionId } = event.detail;
    const attributes = copyAttributes(event);
    const elsewhere = () =>
      other === undefined ? 'missing' : blobs.copy(other, place, attributes);
    const uploaded = () =>
      blobs.copy(key, place, { ...attributes, ...(versionId === undefined ? {} : { versionId }) });
    for (const copy of [elsewhere, uploaded]) {
      const copied = await copy();
      if (copied === 'copied') return true;
      const there = await blobs.get(place, { firstBytes: 1 });
      if (there?.etag === etag) return true;
      if (there !== undefined) {
        throw new Error(`move image ${imageId}: ${place} holds another picture`);
      }
    }
    return false;
  }

  async function readVerdict(key: string): Promise<Verdict | undefined> {
    const blob = await blobs.get(key);
    if (blob === undefined) return undefined;
    const json: unknown = JSON.parse(new TextDecoder().decode(blob.bytes));
    return v.parse(JudgementSchema, json).verdict;
  }
}
