import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { parseEventEnvelope } from '../../contracts/image-event.ts';

/** An event as a rule matches it, and what it says. */
type AlertEvent = { readonly raw: unknown; readonly event: DomainEvent };

const name = 'test-alerts';

/** Listens on the bus to what people are told. */
export async function alertEvents(
  { sqs, events }: { readonly sqs: SQSClient; readonly events: EventBridgeClient },
  bus: string,
) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const EventPattern = JSON.stringify({ 'detail-type': ['AlertRaised'] });
  const rule = { Rule: name, EventBusName: bus };
  await events.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: Attributes?.QueueArn }];
  await events.send(new PutTargetsCommand({ ...rule, Targets }));
  return { takeAll, close };

  /** What was raised since it was last asked. */
  async function takeAll(): Promise<readonly AlertEvent[]> {
    const taken: AlertEvent[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return taken;
      for (const { Body = '', ReceiptHandle } of Messages) {
        const raw: unknown = JSON.parse(Body);
        taken.push({ raw, event: parseEventEnvelope(raw) });
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  async function close(): Promise<void> {
    await events.send(new RemoveTargetsCommand({ ...rule, Ids: ['queue'] }));
    await events.send(new DeleteRuleCommand({ Name: name, EventBusName: bus }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }
}
