import type { Alerts } from './alerts.ts';
import type { BlobStore } from './blob-store.ts';
import type { Cameras } from './cameras.ts';
import type { EventBus } from './event-bus.ts';
import type { Labeler } from './labeler.ts';
import type { Logger } from './logger.ts';
import type { Settings } from './settings.ts';
import type { Timers } from './timers.ts';
import type { Uploads } from './uploads.ts';

/** What every handler may use. */
export type Surroundings = {
  readonly log: Logger;
  readonly now: () => Date;
  readonly settings: Settings;
};

/** The outside world, as a consumer asks for it by name. */
export type Ports = {
  readonly blobs: BlobStore;
  readonly events: EventBus;
  readonly labeler: Labeler;
  readonly alerts: Alerts;
  readonly timers: Timers;
  readonly cameras: Cameras;
  readonly uploads: Uploads;
};
export type PortName = keyof Ports;

export type Deps<Needs extends PortName> = Surroundings & Pick<Ports, Needs>;
