import { localHour } from '../../contracts/capture-time.ts';
import type { Settings } from '../../runtime/settings.ts';

type Place = Pick<Settings, 'timeZone' | 'galleryUrl'>;
type Shown = { readonly capturedAt: string; readonly imageId?: string; readonly camera?: string };

/**
 * Where the page shows a picture, or the day of several; undefined when nobody said where the page is.
 * The only place that knows what such a link looks like.
 */
export function pictureLink(
  { galleryUrl, timeZone }: Place,
  { capturedAt, imageId, camera }: Shown,
): string | undefined {
  if (galleryUrl === undefined) return undefined;
  const { day } = localHour(capturedAt, timeZone);
  const parts = { day, ...(camera && { camera }), ...(imageId && { image: imageId }) };
  const url = new URL(galleryUrl);
  url.hash = new URLSearchParams(parts).toString();
  return url.href;
}
