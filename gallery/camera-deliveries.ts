import * as v from 'valibot';
import { incidentsKey } from '../contracts/state-key.ts';
import { jsonReader } from './json-reader.ts';

const text = v.fallback(v.optional(v.string()), undefined);
const count = v.fallback(v.optional(v.number()), undefined);

const ChannelSchema = v.object({
  channel: v.string(),
  state: v.string(),
  at: text,
  code: text,
  attempts: count,
  reason: text,
});
/** What became of a message in one channel. */
export type ChannelState = v.InferOutput<typeof ChannelSchema>;

const channels = v.fallback(v.optional(v.array(ChannelSchema)), undefined);

const DeliverySchema = v.object({
  state: v.string(),
  at: text,
  reason: text,
  digest: count,
  channels,
});

const DigestSchema = v.object({ number: v.number(), state: v.string(), dueAt: text, until: text });

/** What the page reads of a camera's visits; words that it does not know are shown as they are. */
const IncidentsSchema = v.object({
  incidents: v.array(
    v.object({
      pictures: v.array(v.object({ imageId: v.string(), delivery: DeliverySchema })),
    }),
  ),
  digests: v.fallback(v.array(DigestSchema), []),
});

export type PictureDelivery = v.InferOutput<typeof DeliverySchema> & {
  /** The digest that tells of it, if it is known which. */
  readonly inDigest: v.InferOutput<typeof DigestSchema> | undefined;
};

/** What became of telling people, by image. */
export type CameraDeliveries = ReadonlyMap<string, PictureDelivery>;

const readIncidents = jsonReader(IncidentsSchema);

/** What became of telling people of a camera's pictures; the oldest are forgotten. */
export async function readCameraDeliveries(
  camera: string,
  signal: AbortSignal,
): Promise<CameraDeliveries> {
  const { incidents = [], digests = [] } =
    (await readIncidents(incidentsKey(camera), signal)) ?? {};
  const pictures = incidents.flatMap((incident) => incident.pictures);
  return new Map(
    pictures.map(({ imageId, delivery }) => {
      const inDigest = digests.find(({ number }) => number === delivery.digest);
      return [imageId, { ...delivery, inDigest }];
    }),
  );
}
