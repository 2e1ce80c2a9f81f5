import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { describe, expect, it, onTestFinished } from 'vitest';
import { diagnose } from '../../cli/aws/diagnose.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import type { Finding } from '../../runtime/aws/owner/finding.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { runCli } from '../run-cli.ts';
import { emulatedIam } from './emulated-iam.ts';
import { harms, sendTo } from './harms.ts';
import {
  clients,
  moto,
  openDeployment,
  openHome,
  useOwnedDeployments,
} from './owned-deployments.ts';
import { configurationOf, signIn } from './owner-at-home.ts';

useOwnedDeployments();

async function findingsOf(deployment: Deployment): Promise<readonly Finding[]> {
  const configuration = configurationOf(deployment);
  return diagnose(ownerClients(deployment.region), { configuration, deployment });
}

// Of these the emulator knows nothing.
const unheardOf = ['rekognition', 'lambda', 'mail'];
const isKnown = ({ check }: Finding) => !unheardOf.includes(check);

/** What is wrong with a deployment, in short. */
async function troubleOf(
  deployment: Deployment,
): Promise<readonly Pick<Finding, 'check' | 'state'>[]> {
  return (await findingsOf(deployment))
    .filter((finding) => isKnown(finding) && finding.state !== 'ok')
    .map(({ check, state }) => ({ check, state }));
}

describe('the doctor', () => {
  it('finds nothing wrong with what was just deployed, and says what it cannot tell', async () => {
    const findings = await findingsOf(await openDeployment());
    expect(findings.map(({ check, state }) => `${check} ${state}`)).toEqual([
      ...['credentials ok', 'region ok'],
      ...unheardOf.map((check) => `${check} unknown`),
      ...['alarm topic ok', 'operations topic ok', 'notification ok', 'notification ok'],
      ...['bucket ok', 'bucket ok', 'classifier ok', 'mover ok'],
      ...['what rings ok', 'dead letters ok', 'operations ok'],
    ]);
  });

  it.each(harms)('finds that $what, and nothing else', async ({ check, harm, state }) => {
    const deployment = await openDeployment();
    await harm(clients, deployment);
    expect(await troubleOf(deployment)).toEqual([{ check, state: state ?? 'problem' }]);
  });

  it('warns of phones that may get no message', async () => {
    const deployment = await openDeployment();
    const { alarmTopicArn: TopicArn } = deployment;
    const phone = { Protocol: 'sms', Endpoint: '+41791234567' };
    await clients.sns.send(new SubscribeCommand({ TopicArn, ...phone }));
    const findings = await findingsOf(deployment);
    expect(findings.filter(({ check }) => check === 'sms')).toMatchObject([
      { state: 'unknown', found: expect.stringContaining('GetSMSSandboxAccountStatus') },
      { state: 'warning', todo: expect.stringContaining('MonthlySpendLimit') },
    ]);
    expect(JSON.stringify(findings)).toContain('+41…67 (sms)');
    expect(JSON.stringify(findings)).not.toContain('791234567');
  });

  it('goes no further without credentials', async () => {
    const deployment = await openDeployment();
    signIn(moto.endpoint);
    expect(await findingsOf(deployment)).toMatchObject([
      { check: 'credentials', state: 'problem', todo: expect.stringContaining('aws sso login') },
    ]);
  });

  it('goes no further in another account', async () => {
    const deployment = { ...(await openDeployment()), account: '210987654321' };
    expect(await findingsOf(deployment)).toMatchObject([
      { check: 'credentials', state: 'problem', found: expect.stringContaining('210987654321') },
    ]);
  });

  it('names the right that is missing for each thing that it may not look at', async () => {
    const deployment = await openDeployment();
    const iam = emulatedIam(moto.endpoint);
    const UserName = 'nearly-nobody';
    await clients.iam.send(new CreateUserCommand({ UserName }));
    const Statement = [{ Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const policy = { UserName, PolicyName: 'sign-in', PolicyDocument };
    await clients.iam.send(new PutUserPolicyCommand(policy));
    const key = await iam.createKey(UserName);
    signIn(moto.endpoint, key.accessKeyId, key.secretAccessKey);
    await iam.enforce(true);
    onTestFinished(() => iam.enforce(false));
    const findings = (await findingsOf(deployment)).filter(isKnown);
    const missing = findings.flatMap(
      ({ found }) => /the right (\S+) is missing/.exec(found)?.[1] ?? [],
    );
    expect([...new Set(missing)].toSorted()).toEqual([
      'cloudwatch:DescribeAlarms',
      'events:ListRuleNamesByTarget',
      'lambda:GetFunctionConfiguration',
      'lambda:ListEventSourceMappings',
      's3:GetBucketNotification',
      's3:GetBucketPublicAccessBlock',
      's3:GetBucketVersioning',
      's3:GetObject',
      'sns:ListSubscriptionsByTopic',
      'sqs:GetQueueAttributes',
    ]);
    expect(findings.filter(({ state }) => state === 'problem')).toEqual([]);
  });
});

describe('intellicam doctor', () => {
  async function run(deployment: Deployment, ...options: readonly string[]) {
    return runCli(['doctor', '--config', await openHome(deployment), ...options]);
  }

  it('ends well when there is no problem, and writes a line for each finding', async () => {
    const { code, stdout } = await run(await openDeployment());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +alarm topic +Told of alarms: y…@example\.org\.$/m);
    expect(stdout).toMatch(/^0 problems, 0 warnings, 3 unknown, \d+ fine$/m);
    expect(stdout).not.toContain('\u001b');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('ends with 1 when there is one, and with --json writes one line of JSON', async () => {
    const deployment = await openDeployment();
    await sendTo(clients, deployment.deadLetterQueueUrls.mover);
    const { code, stdout } = await run(deployment, '--json');
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      stage: deployment.stage,
      counts: { problem: 1, warning: 0, unknown: 3 },
      findings: expect.arrayContaining([
        expect.objectContaining({
          check: 'dead letters',
          found: expect.stringContaining('Pictures were examined, but not filed'),
          todo: expect.stringContaining('intellicam dlq redrive mover'),
        }),
      ]),
    });
  });

  it('ends with 2 when it is asked for what it does not know', async () => {
    expect(await runCli(['doctor', '--cure'])).toMatchObject({ code: 2, stdout: '' });
  });
});
