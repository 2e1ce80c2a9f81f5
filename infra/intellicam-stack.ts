import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { pricesOf } from '../contracts/price-table.ts';
import type { NamedConsumer } from '../runtime/discover-consumers.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { awsProvider } from './aws-provider.ts';
import { CameraCertificates } from './camera-certificates.ts';
import { CameraUsers } from './camera-users.ts';
import type { Configuration } from './configuration.ts';
import type { Surroundings } from './consumer-function.ts';
import { ConsumerResources } from './consumer-resources.ts';
import { Dashboard } from './dashboard.ts';
import { EventBus } from './event-bus.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { Gallery } from './gallery.ts';
import { MailIdentities } from './mail-identities.ts';
import { Operations } from './operations.ts';
import type { Watched } from './operations-alarms.ts';
import { alarmSubscribers, operationsSubscribers, sesIdentities } from './recipients.ts';
import { resourceName } from './resource-name.ts';
import { stackName } from './stack-name.ts';
import { UploadBucket } from './upload-bucket.ts';
import { Webhook } from './webhook.ts';

export type StackProps = {
  readonly configuration: Configuration;
  readonly consumers: readonly NamedConsumer[];
  readonly bundles: readonly FunctionBundle[];
  readonly alarmListFile: string;
  /** The public key of the gallery's links; without it the page is not put on AWS. */
  readonly galleryKey: string | undefined;
  /** The built page. */
  readonly pageFolder: string;
  /** Where Terraform remembers what it made; relative to the stack's own folder. */
  readonly stateFile: string;
  readonly emulatorEndpoint?: string | undefined;
};

/** The whole pipeline on AWS, as its declarations and its owner's configuration want it. */
export class IntellicamStack extends TerraformStack {
  constructor(scope: Construct, props: StackProps) {
    super(scope, stackName(props.configuration));
    const { configuration, emulatorEndpoint } = props;
    const { stage, region, spend } = configuration;
    const emulated = emulatorEndpoint !== undefined;
    new LocalBackend(this, { path: props.stateFile });
    awsProvider(this, configuration, emulatorEndpoint);
    const { accountId } = new DataAwsCallerIdentity(this, 'account');

    const bucket = new UploadBucket(this, 'uploads', {
      configuration,
      accountId,
      alarmListFile: props.alarmListFile,
      emulated,
    });
    const cameraUsers = new CameraUsers(this, 'cameras', {
      ...{ stage, cameras: configuration.cameras, bucketArn: bucket.bucket.arn, emulated },
    });
    const certificates = new CameraCertificates(this, 'certificates', {
      ...{ stage, region, accountId, bucketArn: bucket.bucket.arn, emulated },
    });
    const bus = new EventBus(this, 'events', stage);
    const alarms = new AlarmTopic(this, 'alarms', {
      name: resourceName(stage, 'alarm'),
      subscribers: alarmSubscribers(configuration),
    });
    const mail = new MailIdentities(this, 'mail', {
      ...{ region, accountId, addresses: sesIdentities(configuration) },
    });
    const surroundings: Surroundings = {
      ...{ configuration, accountId, emulated },
      ...{ bucket: bucket.bucket, bus: bus.bus, alarmTopicArn: alarms.topic.arn },
      mailArns: mail.arns,
    };
    const gallery = makeGallery(this, props, {
      surroundings,
      bucketDomain: bucket.bucket.bucketRegionalDomainName,
    });
    bucket.admit(gallery?.readers ?? []);
    const consumers = makeConsumers(new Construct(this, 'consumers'), props, {
      undeliveredArn: bus.undelivered.arn,
      surroundings: { ...surroundings, gallery: gallery?.links },
    });
    const webhooks = makeWebhooks(new Construct(this, 'webhook'), configuration, {
      ...{ accountId, bus: bus.bus },
    });
    const rules = consumers.flatMap(({ rule }) => rule ?? []);
    const ruleNames = (isScheduled: boolean) =>
      consumers
        .filter((consumer) => consumer.isScheduled === isScheduled)
        .flatMap(({ rule }) => rule?.name ?? []);
    const uploads = onlyOne(consumers.filter(({ rule }) => rule === undefined));
    bucket.notify(uploads.queue);
    bus.keepUndelivered(rules, accountId);

    const watched: Watched = {
      uploadsQueue: uploads.queue.queue.name,
      consumers: consumers.map(({ node, queue }) => ({
        name: node.id,
        deadLetters: queue.deadLetters.name,
      })),
      webhooks: Object.values(webhooks).map(({ rule, deadLetters }) => ({
        ...{ rule: rule.name, deadLetters: deadLetters.name },
      })),
      undelivered: bus.undelivered.name,
      functions: [
        ...consumers.map((consumer) => consumer.function.functionName),
        ...(gallery === undefined ? [] : [gallery.functionName]),
      ],
      bus: bus.bus.name,
      rules: ruleNames(false),
      schedules: ruleNames(true),
      monthlyDollars: spend.monthlyDollars,
      dollarsPerPicture: pricesOf(region).rekognitionImage,
    };
    const operations = new Operations(this, 'operations', {
      ...{ stage, region, accountId, watched },
      subscribers: operationsSubscribers(configuration),
    });
    new Dashboard(this, 'dashboard', { stage, region, watched });
    this.tell({
      stage,
      region,
      account_id: accountId,
      bucket: bucket.bucket.bucket,
      camera_users: cameraUsers.names,
      camera_sign_in: certificates.signIn,
      bus: bus.bus.name,
      uploads_queue_url: uploads.queue.queue.url,
      undelivered_queue_url: bus.undelivered.url,
      queue_urls: byName(consumers, ({ queue }) => queue.queue.url),
      dead_letter_queue_urls: byName(consumers, ({ queue }) => queue.deadLetters.url),
      function_names: byName(consumers, (consumer) => consumer.function.functionName),
      alarm_topic_arn: alarms.topic.arn,
      operations_topic_arn: operations.topicArn,
      ...webhookOutput(webhooks),
      ...gallery?.outputs,
    });
  }

  private tell(outputs: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(outputs)) {
      new TerraformOutput(this, name, { value, staticId: true });
    }
  }
}

function makeGallery(
  scope: Construct,
  { galleryKey, pageFolder, bundles }: StackProps,
  shared: { readonly surroundings: Surroundings; readonly bucketDomain: string },
): Gallery | undefined {
  if (galleryKey === undefined) return undefined;
  const bundle = bundleOf(bundles, 'feedback');
  return new Gallery(scope, 'hosted-gallery', {
    ...shared,
    publicKey: galleryKey,
    pageFolder,
    bundle,
  });
}

function bundleOf(bundles: readonly FunctionBundle[], name: string): FunctionBundle {
  const bundle = bundles.find((candidate) => candidate.name === name);
  if (bundle === undefined) throw new Error(`deploy ${name}: its function was not bundled`);
  return bundle;
}

function makeConsumers(
  scope: Construct,
  { consumers, bundles }: StackProps,
  shared: { readonly surroundings: Surroundings; readonly undeliveredArn: string },
): readonly ConsumerResources[] {
  const make = (
    { name, consumer }: NamedConsumer,
    uploadsQueue?: ConsumerResources['queue']['queue'],
  ) => {
    const bundle = bundleOf(bundles, name);
    return new ConsumerResources(scope, { name, consumer, bundle, uploadsQueue, ...shared });
  };
  const takesUploads = ({ consumer }: NamedConsumer) => consumer.listensTo === 'uploads';
  // Others may ask for its queue.
  const uploads = consumers.filter(takesUploads).map((taker) => make(taker));
  const queue = uploads[0]?.queue.queue;
  const others = consumers.filter((one) => !takesUploads(one)).map((one) => make(one, queue));
  return [...uploads, ...others].toSorted((a, b) => (a.node.id < b.node.id ? -1 : 1));
}

function makeWebhooks(
  scope: Construct,
  { stage, webhooks }: Configuration,
  shared: Pick<Surroundings, 'accountId' | 'bus'>,
): Readonly<Record<string, Webhook>> {
  return Object.fromEntries(
    webhooks.map((webhook) => [webhook.name, new Webhook(scope, { stage, webhook, ...shared })]),
  );
}

// Nothing is told of what there is none of.
function webhookOutput(webhooks: Readonly<Record<string, Webhook>>) {
  const described = Object.entries(webhooks).map(([name, webhook]) => [name, webhook.outputs]);
  return described.length === 0 ? {} : { webhooks: Object.fromEntries(described) };
}

function onlyOne(uploads: readonly ConsumerResources[]): ConsumerResources {
  const [only, ...others] = uploads;
  if (only === undefined || others.length > 0) {
    throw new Error(`deploy: one consumer has to listen to the uploads, not ${uploads.length}`);
  }
  return only;
}

function byName(
  consumers: readonly ConsumerResources[],
  value: (consumer: ConsumerResources) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(consumers.map((consumer) => [consumer.node.id, value(consumer)]));
}
