import * as v from 'valibot';
import {
  type CameraIncidents,
  CameraIncidentsSchema,
  noIncidents,
} from '../../contracts/camera-incidents.ts';
import { type Mute, MutesSchema, muteOf } from '../../contracts/mutes.ts';
import { incidentsKey, mutesKey } from '../../contracts/state-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import {
  type Changed,
  type SharedDocument,
  sharedDocument,
} from '../../runtime/shared-document.ts';

export type IncidentStore = {
  /** Decides on what is remembered of a camera; of two at the same time, one sees the other. */
  change<Result>(
    camera: string,
    change: (incidents: CameraIncidents) => Changed<CameraIncidents, Result>,
  ): Promise<Result>;
  /** Whether the owner wants silence at a camera now. */
  muteAt(camera: string, now: Date): Promise<Mute | undefined>;
};

/** What the notifier remembers, in the store. What cannot be read never keeps an alarm back. */
export function incidentStore({ blobs, log }: Deps<'blobs'>): IncidentStore {
  const cameras = new Map<string, SharedDocument<CameraIncidents>>();
  return {
    change: (camera, change) => documentOf(camera).change(change),
    muteAt: async (camera, now) => {
      const blob = await blobs.get(mutesKey);
      if (blob === undefined) return undefined;
      try {
        const json: unknown = JSON.parse(new TextDecoder().decode(blob.bytes));
        return muteOf(v.parse(MutesSchema, json), camera, now);
      } catch (error) {
        log.warn('what is muted cannot be read: everything rings', { key: mutesKey, error });
        return undefined;
      }
    },
  };

  function documentOf(camera: string): SharedDocument<CameraIncidents> {
    const key = incidentsKey(camera);
    const known = cameras.get(camera);
    if (known !== undefined) return known;
    const opened = sharedDocument<CameraIncidents>({
      ...{ blobs, key, schema: CameraIncidentsSchema, empty: noIncidents },
      onUnreadable: (error) =>
        log.warn('incidents cannot be read: they begin anew', { key, error }),
    });
    cameras.set(camera, opened);
    return opened;
  }
}
