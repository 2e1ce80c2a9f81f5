import * as v from 'valibot';

const ByNameSchema = v.record(v.string(), v.string());

const OutputsSchema = v.object({
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
  /** Absent in a deployment of an older version. */
  readonly cameraSignIn?: CameraSignIn;
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
