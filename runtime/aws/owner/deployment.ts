import * as v from 'valibot';

const UrlsSchema = v.record(v.string(), v.string());

const OutputsSchema = v.object({
  stage: v.string(),
  region: v.string(),
  account_id: v.string(),
  bucket: v.string(),
  bus: v.string(),
  uploads_queue_url: v.string(),
  undelivered_queue_url: v.string(),
  queue_urls: UrlsSchema,
  dead_letter_queue_urls: UrlsSchema,
  function_names: UrlsSchema,
  alarm_topic_arn: v.string(),
  operations_topic_arn: v.string(),
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
};

/** Reads the outputs in Terraform's state; undefined when nothing, or not everything, is deployed. */
export function parseDeployment(state: unknown): Deployment | undefined {
  const parsed = v.safeParse(StateSchema, state);
  if (!parsed.success) return undefined;
  const { outputs } = parsed.output;
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
  };
}
