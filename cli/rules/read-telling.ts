import * as v from 'valibot';
import {
  type CameraIncidents,
  CameraIncidentsSchema,
  type Digest,
  type IncidentPicture,
} from '../../contracts/camera-incidents.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** Who was told of an alarm; `forgotten` when nothing is remembered of it any more, or yet. */
export type Telling = {
  readonly told?: Pick<IncidentPicture, 'delivery' | 'tell'> | 'forgotten';
  /** The one that tells of the picture, where it was held back. */
  readonly digest?: Digest;
};

/** Reads what the notifier remembers of telling people of a picture. */
export async function readTelling(
  blobs: Pick<BlobStore, 'get'>,
  { event }: ImageRecord,
): Promise<Telling> {
  if (event.type !== 'ImageClassified' || event.detail.outcome !== 'alarm') return {};
  const blob = await blobs.get(incidentsKey(event.detail.camera));
  const state = blob && parsed(blob.bytes);
  const picture = state?.incidents
    .flatMap(({ pictures }) => pictures)
    .find(({ imageId }) => imageId === event.detail.imageId);
  if (state === undefined || picture === undefined) return { told: 'forgotten' };
  const { delivery, tell } = picture;
  const number = delivery.state === 'held' ? delivery.digest : undefined;
  const digest = state.digests.find((candidate) => candidate.number === number);
  return {
    told: { delivery, ...(tell === undefined ? {} : { tell }) },
    ...(digest === undefined ? {} : { digest }),
  };
}

// The notifier begins anew with what it cannot read.
function parsed(bytes: Uint8Array): CameraIncidents | undefined {
  try {
    return v.parse(CameraIncidentsSchema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}
