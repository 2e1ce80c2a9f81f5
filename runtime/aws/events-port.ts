import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { EventBus } from '../event-bus.ts';
import { clientSettings } from './client-settings.ts';
import { eventBridgeBus } from './event-bridge-bus.ts';
import type { FunctionEnvironment } from './function-environment.ts';

/** The bus of a function that needs `events`. */
export function eventsPort(environment: FunctionEnvironment): EventBus {
  const client = new EventBridgeClient(clientSettings);
  return eventBridgeBus({ client, busName: environment.INTELLICAM_BUS, now: () => new Date() });
}
