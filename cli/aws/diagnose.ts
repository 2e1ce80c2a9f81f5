import { alarmListKey, alarmRulesKey } from '../../contracts/object-key.ts';
import type { Configuration } from '../../infra/configuration.ts';
import { alarmSubscribers, operationsSubscribers, sesIdentities } from '../../infra/recipients.ts';
import { checkBucket } from '../../runtime/aws/owner/check-bucket.ts';
import { checkConsumer } from '../../runtime/aws/owner/check-consumer.ts';
import { checkCredentials } from '../../runtime/aws/owner/check-credentials.ts';
import { checkDeadLetters } from '../../runtime/aws/owner/check-dead-letters.ts';
import { checkGallery } from '../../runtime/aws/owner/check-gallery.ts';
import { checkLambdaLimit } from '../../runtime/aws/owner/check-lambda-limit.ts';
import { checkMail, type WantedMails } from '../../runtime/aws/owner/check-mail.ts';
import { checkNotification } from '../../runtime/aws/owner/check-notification.ts';
import { judgeRegion } from '../../runtime/aws/owner/check-region.ts';
import { checkRekognition } from '../../runtime/aws/owner/check-rekognition.ts';
import { checkSms } from '../../runtime/aws/owner/check-sms.ts';
import { judgeTopic } from '../../runtime/aws/owner/check-topic.ts';
import { checkWebhook } from '../../runtime/aws/owner/check-webhook.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { examine, type Finding } from '../../runtime/aws/owner/finding.ts';
import { ssmClient } from '../../runtime/aws/owner/gallery-key.ts';
import { judgeOperations } from '../../runtime/aws/owner/judge-operations.ts';
import type { OwnerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { readConfigObject } from '../../runtime/aws/owner/read-config-object.ts';
import { readOperationsAlarms } from '../../runtime/aws/owner/read-operations-alarms.ts';
import { readSubscribers } from '../../runtime/aws/owner/read-subscribers.ts';
import { judgeAlarmList } from './judge-alarm-list.ts';
import { judgeAlarmRules } from './judge-alarm-rules.ts';
import { lossesOf } from './losses-of.ts';
import { wantedWebhook } from './wanted-webhook.ts';

type Patient = { readonly configuration: Configuration; readonly deployment: Deployment };

/** Makes every examination at the same time; the findings come in a fixed order. */
export async function diagnose(
  clients: OwnerClients,
  { configuration, deployment }: Patient,
): Promise<readonly Finding[]> {
  const credentials = await checkCredentials(clients, deployment);
  // All others would say the same.
  if (credentials.state !== 'ok') return [credentials];
  const { region, bucket, functionNames } = deployment;
  const findings = await Promise.all([
    [credentials, judgeRegion(configuration.region, region)],
    examine('rekognition', () => checkRekognition(clients, region)),
    examine('lambda', () => checkLambdaLimit(clients, region)),
    examine('mail', () => checkMail(clients, wantedMails(configuration))),
    ...checkTopics(clients, { configuration, deployment }),
    ...configuration.webhooks.map((webhook) =>
      checkWebhook(clients, deployment, wantedWebhook(webhook)),
    ),
    checkNotification(clients, deployment),
    checkBucket(clients, bucket),
    ...Object.keys(functionNames).map((name) => checkConsumer(clients, deployment, name)),
    examine('what rings', async () => [await judgeWhatRings(clients, deployment)]),
    examine('gallery', () => checkGallery(ssmClient(region), deployment)),
    checkDeadLetters(clients, deployment, lossesOf(deployment)),
    examine('operations', async () =>
      judgeOperations(await readOperationsAlarms(clients, deployment), deployment),
    ),
  ]);
  return withoutRepeats(findings.flat());
}

function wantedMails(configuration: Configuration): WantedMails | undefined {
  const { mail } = configuration;
  return mail && { from: mail.from, addresses: sesIdentities(configuration) };
}

/** Rules count instead of the list, where there are any. */
async function judgeWhatRings(clients: OwnerClients, deployment: Deployment): Promise<Finding> {
  const { bucket } = deployment;
  const rules = await readConfigObject(clients, { bucket, key: alarmRulesKey });
  if (rules !== undefined) return judgeAlarmRules(rules);
  return judgeAlarmList(await readConfigObject(clients, { bucket, key: alarmListKey }), deployment);
}

/** One right that is missing keeps several queues from being looked at; once is enough. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter((finding) => {
    const text = JSON.stringify(finding);
    const isNew = !told.has(text);
    told.add(text);
    return isNew;
  });
}

function checkTopics(
  clients: OwnerClients,
  { configuration, deployment }: Patient,
): readonly Promise<readonly Finding[]>[] {
  const wanted = alarmSubscribers(configuration);
  const byPhone = wanted.filter(({ protocol }) => protocol === 'sms');
  const told = readSubscribers(clients.sns, deployment.alarmTopicArn);
  return [
    examine('alarm topic', async () =>
      judgeTopic(
        {
          check: 'alarm topic',
          tellsOf: 'alarms',
          unheard: 'problem',
          wanted,
        },
        await told,
      ),
    ),
    // When nobody can say who is told, what the configuration names decides.
    told
      .catch((): readonly { protocol: string }[] => byPhone)
      .then((subscribers = []) =>
        subscribers.some(({ protocol }) => protocol === 'sms')
          ? checkSms(clients, deployment.region)
          : [],
      ),
    examine('operations topic', async () =>
      judgeTopic(
        {
          check: 'operations topic',
          tellsOf: 'trouble with the pipeline',
          unheard: 'warning',
          wanted: operationsSubscribers(configuration),
        },
        await readSubscribers(clients.sns, deployment.operationsTopicArn),
      ),
    ),
  ];
}
