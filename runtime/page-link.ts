import { localHour } from '../contracts/capture-time.ts';
import type { Deps } from './ports.ts';

/** What the page is to show: a day, at one camera, or a picture of it. */
export type PagePlace = {
  readonly day: string;
  readonly camera?: string;
  readonly image?: string;
};

/**
 * Makes links to the page for messages: under the address that the owner named, or else one that lets
 * people in where it is hosted; undefined where there is no page. The only place that knows what such
 * a link looks like.
 */
export function pageLinks({ alerts, settings, log }: Deps<'alerts'>) {
  const { galleryUrl } = settings;
  return async (place: PagePlace): Promise<string | undefined> => {
    if (galleryUrl !== undefined) return plainLink(galleryUrl, place);
    if (alerts.galleryLink === undefined) return undefined;
    const { day, image } = place;
    try {
      return await alerts.galleryLink({ day, ...(image && { image }) });
    } catch (error) {
      // An alarm without a link is still an alarm.
      log.warn('message without a link to the page', { error });
      return undefined;
    }
  };
}

/** The place of a picture on the page, which has days as its owner has them. */
export function pagePlace(capturedAt: string, timeZone: string, image?: string): PagePlace {
  const { day } = localHour(capturedAt, timeZone);
  return { day, ...(image && { image }) };
}

function plainLink(galleryUrl: string, { day, camera, image }: PagePlace): string {
  const parts = { day, ...(camera && { camera }), ...(image && { image }) };
  const url = new URL(galleryUrl);
  url.hash = new URLSearchParams(parts).toString();
  return url.href;
}
