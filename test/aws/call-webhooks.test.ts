import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  CreateEventBusCommand,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { eventSource } from '../../contracts/image-event.ts';
import { policyDocument } from '../../infra/policy-document.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { forgetAddress, tellAddress, tellHeader } from '../../runtime/aws/owner/webhook-secret.ts';
import { callWebhooks } from './call-webhooks.ts';
import { emulatorClients, region } from './emulator-clients.ts';
import { requestRecorder } from './request-recorder.ts';
import { startMoto } from './start-moto.ts';

const bus = 'intellicam-test';
const name = 'intellicam-test-webhook-chat';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const event = {
  ...{ source: eventSource, 'detail-type': 'AlertRaised' },
  detail: eventExamples.AlertRaised.detail,
};

let moto: Awaited<ReturnType<typeof startMoto>>;
let server: Awaited<ReturnType<typeof requestRecorder>>;
beforeAll(async () => {
  moto = await startMoto();
  server = await requestRecorder();
});
afterAll(async () => {
  await server.close();
  await moto.close();
});

it('a webhook is called with the header and at the address that its owner told', async () => {
  const { events } = emulatorClients(moto.endpoint, credentials);
  const iam = new IAMClient({ endpoint: moto.endpoint, region, credentials });
  const trust = { Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: policyDocument([{ Effect: 'Allow', ...trust }]),
    }),
  );
  await events.send(new CreateEventBusCommand({ Name: bus }));
  const EventPattern = JSON.stringify({ 'detail-type': ['AlertRaised'] });
  await events.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern }));
  const { ConnectionArn } = await events.send(
    new CreateConnectionCommand({
      ...{ Name: name, AuthorizationType: 'API_KEY' },
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-None', ApiKeyValue: 'none' } },
    }),
  );
  const { ApiDestinationArn: destinationArn = '' } = await events.send(
    new CreateApiDestinationCommand({
      ...{ Name: name, ConnectionArn, HttpMethod: 'POST' },
      InvocationEndpoint: 'https://api.telegram.org/*/sendMessage',
    }),
  );
  const mayCall = { Action: 'events:InvokeApiDestination', Resource: destinationArn };
  await iam.send(
    new PutRolePolicyCommand({
      ...{ RoleName: name, PolicyName: 'call' },
      PolicyDocument: policyDocument([{ Effect: 'Allow', ...mayCall }]),
    }),
  );
  const deployment: Deployment = {
    ...{ stage: 'test', region, account: '123456789012', bucket: '', bus, functionNames: {} },
    ...{ uploadsQueueUrl: '', undeliveredQueueUrl: '', queueUrls: {}, deadLetterQueueUrls: {} },
    ...{ alarmTopicArn: 'arn:aws:sns:::alarm', operationsTopicArn: '' },
  };
  const webhook = {
    ...{ rule: name, connection: name, roleArn: Role?.Arn ?? '', destinationArn },
    ...{
      deadLetterQueueUrl: `${moto.endpoint}/123456789012/${name}`,
      secretIn: 'address' as const,
    },
  };
  const call = () =>
    callWebhooks({ events, iam, bus, emulator: moto.endpoint }, event, server.port);

  await call();
  expect(server.takeAll()).toEqual([]);

  const values = ['bot1:x'];
  const input = { paths: { text: '$.detail.text' }, template: '{"text":"<text>"}' };
  await tellAddress(events, { deployment, webhook }, { values, pathValues: values, input });
  await tellHeader(events, webhook, { header: 'Authorization', secret: 'Bearer tk_1' });
  await call();
  const [received] = server.takeAll();
  expect(received).toMatchObject({
    ...{ method: 'POST', url: 'https://api.telegram.org/bot1:x/sendMessage' },
    headers: { authorization: 'Bearer tk_1' },
  });
  expect(JSON.parse(received?.body ?? '')).toEqual({ text: event.detail.text });

  await forgetAddress(events, deployment, webhook);
  await call();
  expect(server.takeAll()).toEqual([]);
});
