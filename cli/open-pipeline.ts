import { access, constants, mkdir, realpath } from 'node:fs/promises';
import type { LayoutName } from '../contracts/object-key.ts';
import type { Alert } from '../runtime/alert-channel.ts';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { defaultLabelingPolicy } from '../runtime/labeling-policy.ts';
import { noChannels } from '../runtime/local/channels-schema.ts';
import { FolderInUseError } from '../runtime/local/data-folder-owner.ts';
import { type LocalRuntime, startLocalRuntime } from '../runtime/local/local-runtime.ts';
import type { Logger } from '../runtime/logger.ts';
import {
  defaultNotificationPolicy,
  type NotificationPolicy,
} from '../runtime/notification-policy.ts';
import { projectFile } from '../runtime/project-file.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { chooseLabeler } from './choose-labeler.ts';
import { installAlarmList } from './install-alarm-list.ts';
import { ownersChannels } from './owners-channels.ts';
import { countingLabeler, countOutcome, noCounts, type RunCounts } from './run-counts.ts';

type PipelineOptions = {
  readonly dataFolder: string;
  readonly labeler: string;
  readonly layout: LayoutName;
  readonly alarms: string | undefined;
  /**
   * Somebody waits for the end: what fails is tried again for half a minute, not for minutes, and
   * pictures ring as if each were told of when it was taken.
   */
  readonly hurried: boolean;
  readonly notifications?: Partial<NotificationPolicy>;
  readonly silentAfterMinutes?: number | undefined;
  readonly log: Logger;
  readonly onAlert: (alert: Alert, key: string) => void;
};

export type Pipeline = {
  readonly runtime: LocalRuntime;
  readonly dataFolder: string;
  readonly counts: RunCounts;
  readonly timeZone: string;
  close(): Promise<void>;
};

/** Opens the pipeline of this machine, with its data folder and its alarm list in place. */
export async function openPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { log, hurried } = options;
  const notifications: NotificationPolicy = {
    ...defaultNotificationPolicy,
    clock: hurried ? 'capture' : 'arrival',
    ...options.notifications,
  };
  const counts = noCounts();
  const dataFolder = await makeFolder(options.dataFolder);
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  // A day that is over rings on no phone.
  const channels = hurried ? noChannels : await ownersChannels(dataFolder);
  let forgetAlarmList = () => {};
  const runtime = await startLocalRuntime({
    dataFolder,
    consumers: await discoverConsumers(projectFile('dist', 'services')),
    settings: {
      ...{ bucket: 'local', layout: options.layout, timeZone, notifications },
      labeling: defaultLabelingPolicy,
      ...(channels.galleryUrl && { galleryUrl: channels.galleryUrl }),
    },
    channels,
    createLabeler: async (blobs) => {
      const labeler = await chooseLabeler(options.labeler, blobs);
      // The list has to be there before the first picture is judged.
      forgetAlarmList = await installAlarmList(blobs, options.alarms, log);
      return countingLabeler(labeler, counts);
    },
    onOutcome: (consumer, outcome) => {
      if (consumer === 'classifier') countOutcome(counts, outcome);
    },
    onAlert: (alert, key) => {
      if (alert.kind === 'alarm') counts.alerts += 1;
      if (alert.kind === 'digest') counts.digests += 1;
      options.onAlert(alert, key);
    },
    silentAfterMinutes: options.silentAfterMinutes,
    retrySeconds: (receiveCount) => (hurried ? 2 : 4) ** receiveCount,
    log,
    now: () => new Date(),
  }).catch((error: unknown) => {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new UsageError(`${dataFolder}: ${error.message}; end it, or name another with --data`);
  });
  const close = async () => {
    forgetAlarmList();
    await runtime.close();
  };
  return { runtime, dataFolder, counts, timeZone, close };
}

async function makeFolder(folder: string): Promise<string> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => realpath(folder))
    .catch((error: unknown) => {
      throw new UsageError(`the data folder ${folder} cannot be made: ${String(error)}`);
    });
  await access(made, constants.W_OK).catch((error: unknown) => {
    throw new UsageError(
      `the data folder ${made} cannot be written (${String(error)}); give it to this user, or name another with --data`,
    );
  });
  return made;
}
