import type { DomainEvent } from '../../contracts/image-event.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readImage } from '../../runtime/read-image.ts';
import { composeAlert } from './compose-alert.ts';

/** Tells the owner of each alarm, with its picture. */
export function createHandle({ blobs, alerts, log, settings }: Deps<'blobs' | 'alerts'>) {
  return async ({ detail }: DomainEvent<'ImageClassified'>): Promise<HandlerOutcome> => {
    const picture = await readImage(blobs, detail);
    // An alarm without its picture is still an alarm.
    if (picture === undefined) log.warn('alert without picture', { imageId: detail.imageId });
    const outcome = await alerts.send(composeAlert(detail, settings.timeZone, picture?.bytes));
    return { outcome, imageId: detail.imageId };
  };
}
