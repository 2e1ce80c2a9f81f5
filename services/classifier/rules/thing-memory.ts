import { seenKey } from '../../../contracts/state-key.ts';
import type { Deps } from '../../../runtime/ports.ts';
import { type SharedDocument, sharedDocument } from '../../../runtime/shared-document.ts';
import type { KnownBox } from './known-box.ts';
import { type AlarmingPicture, nothingSeen, recallThings } from './recall-things.ts';
import type { RepeatPolicy } from './repeat-policy.ts';
import { type SeenThings, SeenThingsSchema } from './seen-things.ts';

export type ThingMemory = {
  /** Which boxes of a picture keep quiet; they are remembered, and those that ring as well. */
  recall(
    camera: string,
    picture: AlarmingPicture,
    policy: RepeatPolicy,
  ): Promise<readonly KnownBox[]>;
};

/** What was alarmed at each camera, in the store. What cannot be read never keeps an alarm back. */
export function thingMemory({ blobs, log }: Deps<'blobs'>): ThingMemory {
  const cameras = new Map<string, SharedDocument<SeenThings>>();
  return {
    recall: (camera, picture, policy) =>
      documentOf(camera).change((before) => {
        const { seen, known } = recallThings(before, picture, policy);
        return { document: seen, result: known };
      }),
  };

  function documentOf(camera: string): SharedDocument<SeenThings> {
    const key = seenKey(camera);
    const opened =
      cameras.get(camera) ??
      sharedDocument<SeenThings>({
        ...{ blobs, key, schema: SeenThingsSchema, empty: nothingSeen },
        onUnreadable: (error) =>
          log.warn('what was alarmed before cannot be read: it rings again', { key, error }),
      });
    cameras.set(camera, opened);
    return opened;
  }
}
