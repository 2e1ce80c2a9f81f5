import type { PublishCommand, PublishCommandInput } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { alertExample as alert } from '../../test/adapters/alert-example.ts';
import { snsAlertChannel } from './sns-alert-channel.ts';
import { snsMessage } from './sns-message.ts';

const topicArn = 'arn:aws:sns:eu-west-1:000000000000:alarms';

async function openChannel() {
  const sent: PublishCommandInput[] = [];
  let broken: Error | undefined;
  const send = async ({ input }: PublishCommand): Promise<never> => {
    if (broken !== undefined) throw broken;
    sent.push(input);
    return {} as never;
  };
  return {
    sent,
    channel: snsAlertChannel({
      client: { send } as Parameters<typeof snsAlertChannel>[0]['client'],
      topicArn,
    }),
    breakSns: (error: Error) => {
      broken = error;
    },
  };
}

describe('the SNS alert channel', () => {
  it('sends an alert to the topic, in every form', async () => {
    const { channel, sent } = await openChannel();
    expect(await channel.send(alert)).toBe('sent');
    expect(sent).toEqual([{ TopicArn: topicArn, ...snsMessage(alert) }]);
  });

  it.each(['InvalidParameterException', 'InvalidParameterValueException'])(
    'takes %s for an answer that no other attempt changes',
    async (name) => {
      const { channel, breakSns } = await openChannel();
      breakSns(Object.assign(new Error('Invalid parameter: Subject'), { name }));
      expect(await channel.send(alert)).toEqual({
        ...{ refused: name, todo: 'SNS says: Invalid parameter: Subject' },
      });
    },
  );

  it.each(['ThrottlingException', 'InternalErrorException', 'AuthorizationErrorException'])(
    'has an alert tried again after %s',
    async (name) => {
      const { channel, breakSns } = await openChannel();
      breakSns(Object.assign(new Error('not now'), { name }));
      await expect(channel.send(alert)).rejects.toMatchObject({
        ...{ message: `send alert ${alert.id}`, cause: { name } },
      });
    },
  );
});
