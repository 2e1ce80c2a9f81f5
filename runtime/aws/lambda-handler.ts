import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Consumer } from '../define-consumer.ts';
import type { PortName, Ports } from '../ports.ts';
import { emfMetrics } from './emf-metrics.ts';
import { type FunctionEnvironment, functionEnvironment } from './function-environment.ts';
import { handleBatch } from './handle-batch.ts';
import { labelingPolicyOf } from './labeling-environment.ts';
import { notificationPolicyOf } from './notification-environment.ts';
import { powertoolsLogger } from './powertools-logger.ts';

/** How the ports that a consumer needs are made, e.g. `{ blobs: blobsPort }`. */
export type PortFactories = {
  readonly [Name in PortName]?: (environment: FunctionEnvironment) => Ports[Name];
};

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/**
 * The handler of a consumer's function. The factories are handed in, so that a function's bundle
 * holds the clients that its consumer needs and no other.
 */
export function lambdaHandler(name: string, consumer: Consumer, factories: PortFactories): Handler {
  let starting: Promise<Handler> | undefined;
  const started = () => {
    starting ??= startFunction(name, consumer, factories).catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };
  // While a function is loaded it has a whole core, later only its share. What goes wrong here is
  // told by the first invocation.
  started().catch(() => undefined);
  return async (event) => (await started())(event);
}

async function startFunction(
  name: string,
  consumer: Consumer,
  factories: PortFactories,
): Promise<Handler> {
  const environment = functionEnvironment(process.env, consumer.needs);
  const log = powertoolsLogger(name, environment.INTELLICAM_STAGE);
  const metrics = emfMetrics(environment.INTELLICAM_STAGE);
  const now = () => new Date();
  const ports = makePorts(factories, environment);
  demandPorts(ports, name, consumer.needs);
  const handle = await consumer.start({
    ...ports,
    ...{ log, now },
    settings: {
      bucket: environment.INTELLICAM_BUCKET,
      layout: environment.INTELLICAM_LAYOUT,
      timeZone: environment.INTELLICAM_TIME_ZONE,
      notifications: notificationPolicyOf(environment),
      region: environment.AWS_REGION,
      labeling: labelingPolicyOf(environment),
      ...(environment.INTELLICAM_GALLERY_URL && {
        galleryUrl: environment.INTELLICAM_GALLERY_URL,
      }),
    },
  });
  return (event) =>
    handleBatch(event, { handle, concurrency: consumer.concurrency, log, metrics, now });
}

function makePorts(
  { blobs, events, labeler, alerts, timers, cameras, uploads }: PortFactories,
  environment: FunctionEnvironment,
): Partial<Ports> {
  return {
    ...(blobs && { blobs: blobs(environment) }),
    ...(events && { events: events(environment) }),
    ...(labeler && { labeler: labeler(environment) }),
    ...(alerts && { alerts: alerts(environment) }),
    ...(timers && { timers: timers(environment) }),
    ...(cameras && { cameras: cameras(environment) }),
    ...(uploads && { uploads: uploads(environment) }),
  };
}

// A handler's type lets it use only what its declaration needs, so that no other port is missed.
function demandPorts(
  ports: Partial<Ports>,
  name: string,
  needs: readonly PortName[],
): asserts ports is Ports {
  const missing = needs.filter((need) => ports[need] === undefined);
  if (missing.length === 0) return;
  throw new Error(`start ${name}: its function has no port for ${missing.join(', ')}`);
}
