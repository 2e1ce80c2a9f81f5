/** A place on the page: the newest day, a day, or one picture of it. */
export type GalleryPlace = { readonly day?: string; readonly image?: string };

/** The address under which somebody who was sent it may look at the gallery. */
export type GalleryLink = (place: GalleryPlace) => Promise<string>;
