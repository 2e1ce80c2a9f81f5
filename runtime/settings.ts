import type { LayoutName } from '../contracts/object-key.ts';
import type { LabelingPolicy } from './labeling-policy.ts';
import type { NotificationPolicy } from './notification-policy.ts';

/** What an owner configures once for the whole pipeline. */
export type Settings = {
  readonly bucket: string;
  readonly layout: LayoutName;
  /** IANA name; days and hours are told in it. */
  readonly timeZone: string;
  readonly notifications: NotificationPolicy;
  /** Whose prices count; without it, pictures cost nothing. */
  readonly region?: string;
  readonly labeling: LabelingPolicy;
  /** Where the owner opens the page; messages link to it. */
  readonly galleryUrl?: string;
};
