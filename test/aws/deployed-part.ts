import type { alarmInbox } from './alarm-inbox.ts';
import type { bucketView } from './bucket-view.ts';
import type { RunningPipeline } from './emulated-account.ts';

/** The one deployment, as the parts of its test see it. */
export type DeployedPipeline = {
  readonly pipeline: RunningPipeline;
  readonly bucket: ReturnType<typeof bucketView>;
  readonly bucketName: string;
  readonly inbox: Awaited<ReturnType<typeof alarmInbox>>;
  /** Puts an object with the camera's key, as the uploader does. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly send: (consumer: string, message: string) => Promise<void>;
};
