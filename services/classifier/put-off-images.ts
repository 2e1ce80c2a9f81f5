import type { Attempt } from './hold-image.ts';

export type PutOffImages = {
  /** Whether another message of this picture waits already, so that this one need not. */
  isSecond(imageId: string, attempt: Attempt): boolean;
  /** A message of the picture waits until then. */
  note(imageId: string, heldSince: string, until: Date): void;
};

/**
 * The pictures that this process let wait. Whoever tells of one again meanwhile, as the start of a home
 * server does, would have it come twice each time. The message itself is known by when its wait began.
 */
export function putOffImages(now: () => Date): PutOffImages {
  const waiting = new Map<string, { readonly heldSince: string; readonly until: Date }>();
  return {
    isSecond: (imageId, { heldSince }) => {
      const known = waiting.get(imageId);
      if (known !== undefined && known.heldSince !== heldSince && known.until > now()) return true;
      waiting.delete(imageId);
      return false;
    },
    note: (imageId, heldSince, until) => {
      for (const [other, known] of waiting) if (known.until <= now()) waiting.delete(other);
      waiting.set(imageId, { heldSince, until });
    },
  };
}
