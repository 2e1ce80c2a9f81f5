import { drawPicture } from '../draw-picture.ts';

/** A picture whose bytes are like no other's, and what is to become of it. */
export type FaultPicture = {
  readonly kind: 'alarm' | 'quiet' | 'rejected';
  readonly bytes: Uint8Array;
};

const kinds = ['alarm', 'quiet', 'rejected'] as const;

/** So many pictures of each kind, small, so that thousands of runs take seconds. */
export async function faultPictures(ofEach: number): Promise<readonly FaultPicture[]> {
  return Promise.all(
    Array.from({ length: ofEach * kinds.length }, async (_, n): Promise<FaultPicture> => {
      const kind = kinds[n % kinds.length] ?? 'quiet';
      const bytes =
        kind === 'rejected'
          ? Buffer.from(`<html>${n}</html>`)
          : await drawPicture(n, { width: 96, height: 96 });
      return { kind, bytes };
    }),
  );
}
