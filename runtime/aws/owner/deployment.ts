import * as v from 'valibot';
import type { HostedGallery } from '../gallery-link-port.ts';

const ByNameSchema = v.record(v.string(), v.string());

const WebhookSchema = v.pipe(
  v.object({
    rule: v.string(),
    connection: v.string(),
    role_arn: v.string(),
    destination_arn: v.string(),
    dead_letter_queue_url: v.string(),
    secret_in: v.picklist(['header', 'address']),
  }),
  v.transform(
    (output): DeployedWebhook => ({
      rule: output.rule,
      connection: output.connection,
      roleArn: output.role_arn,
      destinationArn: output.destination_arn,
      deadLetterQueueUrl: output.dead_letter_queue_url,
      secretIn: output.secret_in,
    }),
  ),
);

const GallerySchema = v.pipe(
  v.object({
    ...{ domain: v.string(), key_id: v.string(), key_parameter: v.string() },
    link_days: v.number(),
  }),
  v.transform(
    ({ domain, key_id, key_parameter, link_days }): HostedGallery => ({
      ...{ domain, keyId: key_id, keyParameter: key_parameter, linkDays: link_days },
    }),
  ),
);

const OutputsSchema = v.object({
  gallery: v.optional(GallerySchema),
  stage: v.string(),
  region: v.string(),
  account_id: v.string(),
  bucket: v.string(),
  bus: v.string(),
  uploads_queue_url: v.string(),
  undelivered_queue_url: v.string(),
  queue_urls: ByNameSchema,
  dead_letter_queue_urls: ByNameSchema,
  function_names: ByNameSchema,
  alarm_topic_arn: v.string(),
  operations_topic_arn: v.string(),
  camera_users: v.optional(ByNameSchema, {}),
  webhooks: v.optional(v.record(v.string(), WebhookSchema), {}),
  camera_sign_in: v.optional(
    v.object({ role_alias: v.string(), iot_policy: v.string(), enroller_role_arn: v.string() }),
  ),
});

const StateSchema = v.object({
  outputs: v.pipe(
    v.record(v.string(), v.object({ value: v.unknown() })),
    v.transform((outputs) =>
      Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
    ),
    OutputsSchema,
  ),
});

/** A deployed pipeline as its stack tells of itself; what there is one of per consumer, by its name. */
export type Deployment = {
  readonly stage: string;
  readonly region: string;
  readonly account: string;
  readonly bucket: string;
  readonly bus: string;
  readonly uploadsQueueUrl: string;
  readonly undeliveredQueueUrl: string;
  readonly queueUrls: Readonly<Record<string, string>>;
  readonly deadLetterQueueUrls: Readonly<Record<string, string>>;
  readonly functionNames: Readonly<Record<string, string>>;
  readonly alarmTopicArn: string;
  readonly operationsTopicArn: string;
  /** The users for access keys, by their cameras. */
  readonly cameraUsers?: Readonly<Record<string, string>>;
  /** What each webhook consists of, by its name. */
  readonly webhooks?: Readonly<Record<string, DeployedWebhook>>;
  /** Absent in a deployment of an older version. */
  readonly cameraSignIn?: CameraSignIn;
  /** Absent where the owner has no key for links. */
  readonly gallery?: HostedGallery;
};

/** What the owner's commands have to know of a webhook. */
export type DeployedWebhook = {
  readonly rule: string;
  readonly connection: string;
  readonly roleArn: string;
  readonly destinationArn: string;
  readonly deadLetterQueueUrl: string;
  /** With a secret address, its target is the owner's and not the stack's. */
  readonly secretIn: 'header' | 'address';
};

/** What lets cameras sign in with a certificate. */
type CameraSignIn = {
  readonly roleAlias: string;
  readonly iotPolicy: string;
  readonly enrollerRoleArn: string;
};

/** Reads the outputs in Terraform's state; undefined when nothing, or not everything, is deployed. */
export function parseDeployment(state: unknown): Deployment | undefined {
  const parsed = v.safeParse(StateSchema, state);
  if (!parsed.success) return undefined;
  const { outputs } = parsed.output;
  const { camera_sign_in: signIn } = outputs;
  return {
    stage: outputs.stage,
    region: outputs.region,
    account: outputs.account_id,
    bucket: outputs.bucket,
    bus: outputs.bus,
    uploadsQueueUrl: outputs.uploads_queue_url,
    undeliveredQueueUrl: outputs.undelivered_queue_url,
    queueUrls: outputs.queue_urls,
    deadLetterQueueUrls: outputs.dead_letter_queue_urls,
    functionNames: outputs.function_names,
    alarmTopicArn: outputs.alarm_topic_arn,
    operationsTopicArn: outputs.operations_topic_arn,
    cameraUsers: outputs.camera_users,
    webhooks: outputs.webhooks,
    ...(outputs.gallery === undefined ? {} : { gallery: outputs.gallery }),
    ...(signIn === undefined
      ? {}
      : {
          cameraSignIn: {
            roleAlias: signIn.role_alias,
            iotPolicy: signIn.iot_policy,
            enrollerRoleArn: signIn.enroller_role_arn,
          },
        }),
  };
}
