import * as v from 'valibot';
import { visitKey } from '../../../contracts/state-key.ts';
import type { BlobStore } from '../../../runtime/blob-store.ts';

const NotesSchema = v.object({
  schemaVersion: v.literal(1),
  /** By rule, the pictures that nearly rang it. */
  pictures: v.record(v.string(), v.array(v.string())),
});
type Notes = v.InferOutput<typeof NotesSchema>['pictures'];

type Sighting = {
  readonly camera: string;
  readonly motionEvent: string;
  readonly imageId: string;
  readonly rules: readonly string[];
};

// With two, any other picture finds one that is not itself.
const mostPictures = 2;
// Two writers who meet again and again are unlucky; more attempts only make others wait.
const attempts = 10;

/**
 * Notes that a picture nearly rang some rules, and tells which of them another picture of the same
 * motion event nearly rang, too.
 *
 * It notes first and looks then: of two pictures at the same time, whoever writes second finds the
 * other, so that at least one of them rings. A picture that comes again is the same picture.
 */
export async function noteSighting(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  { camera, motionEvent, imageId, rules }: Sighting,
): Promise<ReadonlySet<string>> {
  const key = visitKey(camera, motionEvent);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const blob = await blobs.get(key);
    const before =
      blob === undefined ? new Map<string, readonly string[]>() : readNotes(blob.bytes);
    const after = new Map(before);
    for (const rule of rules) after.set(rule, withPicture(before.get(rule) ?? [], imageId));
    const isNoted = rules.every((rule) => after.get(rule) === before.get(rule));
    if (isNoted || (await write(after, blob?.etag))) return seenBefore(after, { imageId, rules });
  }
  throw new Error(`note image ${imageId} in ${key}: others changed it ${attempts} times meanwhile`);

  async function write(notes: ReadonlyMap<string, readonly string[]>, etag: string | undefined) {
    const document = { schemaVersion: 1, pictures: Object.fromEntries(notes) };
    const stored = await blobs.put(key, new TextEncoder().encode(JSON.stringify(document)), {
      condition: etag === undefined ? 'if-absent' : { ifMatch: etag },
      contentType: 'application/json',
    });
    return stored.outcome === 'stored';
  }
}

function withPicture(pictures: readonly string[], imageId: string): readonly string[] {
  const isKnown = pictures.includes(imageId) || pictures.length >= mostPictures;
  return isKnown ? pictures : [...pictures, imageId];
}

function seenBefore(
  notes: ReadonlyMap<string, readonly string[]>,
  { imageId, rules }: Pick<Sighting, 'imageId' | 'rules'>,
): ReadonlySet<string> {
  return new Set(rules.filter((rule) => notes.get(rule)?.some((other) => other !== imageId)));
}

// What cannot be read is begun anew: a broken note must keep no picture from being judged.
function readNotes(bytes: Uint8Array): ReadonlyMap<string, readonly string[]> {
  try {
    const notes: Notes = v.parse(NotesSchema, JSON.parse(new TextDecoder().decode(bytes))).pictures;
    return new Map(Object.entries(notes));
  } catch {
    return new Map();
  }
}
