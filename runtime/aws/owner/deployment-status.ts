import { type Answer, answerOf, isUnknown } from './answer.ts';
import { type CameraSigns, readCameraSigns } from './camera-signs.ts';
import type { Deployment } from './deployment.ts';
import { type LabelingStatus, readLabelingStatus } from './labeling-status.ts';
import { type LastPictures, readLastPictures } from './last-pictures.ts';
import { maskEndpoint } from './mask-endpoint.ts';
import { type MonthSoFar, type OutcomeMetricsOf, readMonthSoFar } from './month-so-far.ts';
import type { OwnerClients } from './owner-clients.ts';
import { readQueueDepth } from './queue-depth.ts';
import { readOperationsAlarms } from './read-operations-alarms.ts';
import { readSubscribers, type Subscriber } from './read-subscribers.ts';

type ConsumerStatus = {
  readonly name: string;
  readonly function: string;
  readonly waiting: Answer<number>;
  readonly inWork: Answer<number>;
  readonly deadLetters: Answer<number>;
};

/** An alarm about the pipeline itself that rings; since when in ISO 8601. */
export type RingingAlarm = {
  readonly name: string;
  readonly description: string;
  readonly since: string | null;
};

/** Everything that `intellicam status` tells; the keys are what its JSON has. */
export type DeploymentStatus = {
  readonly stage: string;
  readonly region: string;
  readonly account: string;
  readonly consumers: readonly ConsumerStatus[];
  readonly undelivered: Answer<number>;
  readonly ringing: Answer<readonly RingingAlarm[]>;
  /** With masked addresses. */
  readonly toldOfAlarms: Answer<readonly Subscriber[]>;
  readonly toldOfOperations: Answer<readonly Subscriber[]>;
  readonly pictures: LastPictures;
  readonly signs: readonly CameraSigns[];
  readonly month: Answer<MonthSoFar>;
  readonly labeling: Answer<LabelingStatus>;
};

type Question = {
  readonly deployment: Deployment;
  readonly cameras: readonly string[];
  readonly timeZone: string;
  readonly metrics: OutcomeMetricsOf;
  /** The owner's limit to what is labelled in a month. */
  readonly monthlyPictures?: number | undefined;
  readonly now: Date;
};

/** Reads how a deployed pipeline is doing; what cannot be read says why. */
export async function readDeploymentStatus(
  clients: OwnerClients,
  { deployment, cameras, timeZone, metrics, monthlyPictures, now }: Question,
): Promise<DeploymentStatus> {
  const { stage, region, account, bucket } = deployment;
  const [consumers, undelivered, ringing, toldOfAlarms, toldOfOperations] = await Promise.all([
    readConsumers(clients, deployment),
    held(clients, deployment.undeliveredQueueUrl),
    answerOf(readRinging(clients, deployment)),
    readTold(clients, deployment.alarmTopicArn),
    readTold(clients, deployment.operationsTopicArn),
  ]);
  const [pictures, signs, month, labeling] = await Promise.all([
    readLastPictures(clients, { bucket, cameras, timeZone, now }),
    readCameraSigns(clients, { bucket, cameras }),
    answerOf(readMonthSoFar(clients, { metrics, region, now })),
    answerOf(readLabelingStatus(clients, { bucket, monthlyPictures, now })),
  ]);
  return {
    ...{ stage, region, account, consumers, undelivered, ringing },
    ...{ toldOfAlarms, toldOfOperations, pictures, signs, month, labeling },
  };
}

async function readConsumers(
  clients: OwnerClients,
  { queueUrls, deadLetterQueueUrls, functionNames }: Deployment,
): Promise<readonly ConsumerStatus[]> {
  return Promise.all(
    Object.entries(queueUrls).map(async ([name, url]) => {
      const [depth, deadLetters] = await Promise.all([
        depthOf(clients, url),
        held(clients, deadLetterQueueUrls[name] ?? ''),
      ]);
      const { waiting, inWork } = isUnknown(depth) ? { waiting: depth, inWork: depth } : depth;
      return { name, function: functionNames[name] ?? '', waiting, inWork, deadLetters };
    }),
  );
}

/** All that lies in a queue that nobody reads. */
async function held(clients: OwnerClients, url: string): Promise<Answer<number>> {
  const depth = await depthOf(clients, url);
  return isUnknown(depth) ? depth : depth.waiting + depth.inWork;
}

async function depthOf(clients: OwnerClients, url: string) {
  return (await answerOf(readQueueDepth(clients, url))) ?? { unknown: 'the queue is gone' };
}

async function readRinging(clients: OwnerClients, deployment: Deployment) {
  const alarms = await readOperationsAlarms(clients, deployment);
  return alarms
    .filter(({ rings }) => rings)
    .map(({ name, description, since }) => ({ name, description, since: since ?? null }));
}

async function readTold(
  { sns }: OwnerClients,
  topicArn: string,
): Promise<Answer<readonly Subscriber[]>> {
  const subscribers = await answerOf(readSubscribers(sns, topicArn));
  if (subscribers === undefined) return { unknown: 'the topic is gone' };
  if (isUnknown(subscribers)) return subscribers;
  return subscribers.map((subscriber) => {
    const { protocol, endpoint } = subscriber;
    return { ...subscriber, endpoint: maskEndpoint(protocol, endpoint) };
  });
}
