import { parseEventEnvelope } from '../../contracts/image-event.ts';
import { imageId } from '../../contracts/image-id.ts';
import { parseS3Notification } from '../../contracts/s3-notification.ts';
import { parseWakeUp } from '../../contracts/wake-up.ts';

/** What a message is about, as far as it tells. */
export type MessageDescription = {
  readonly what: string;
  readonly imageId?: string | undefined;
  readonly camera?: string | undefined;
  readonly key?: string | undefined;
};

const mostLetters = 200;

/** Says what a message is about, whoever it is for. */
export function describeMessage(body: string): MessageDescription {
  return aboutUpload(body) ?? aboutEvent(body) ?? { what: body.slice(0, mostLetters) };
}

function aboutUpload(body: string): MessageDescription | undefined {
  for (const record of parseS3Notification(body)) {
    if (record.kind !== 'created') continue;
    const { object } = record;
    return { what: 'a new picture', imageId: imageId(object), key: object.key };
  }
  return undefined;
}

function aboutEvent(body: string): MessageDescription | undefined {
  try {
    const message: unknown = JSON.parse(body);
    const { type, detail } = parseWakeUp(message) ?? parseEventEnvelope(message);
    const camera = 'camera' in detail ? { camera: detail.camera } : {};
    if ('image' in detail) {
      return { what: type, imageId: detail.correlationId, key: detail.image.key };
    }
    const id = 'imageId' in detail ? { imageId: detail.imageId } : {};
    return { what: type, ...id, ...camera, ...('key' in detail ? { key: detail.key } : {}) };
  } catch {
    return undefined;
  }
}
