import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sqsDeadLetters } from './sqs-dead-letters.ts';

const deployment = {
  ...{ stage: 'home', region: 'eu-west-1', account: '1', bucket: 'b', bus: 'bus' },
  uploadsQueueUrl: 'https://sqs/uploads',
  undeliveredQueueUrl: 'https://sqs/undelivered',
  queueUrls: { mover: 'https://sqs/mover' },
  deadLetterQueueUrls: { mover: 'https://sqs/mover-dead' },
  ...{ functionNames: {}, alarmTopicArn: 'arn', operationsTopicArn: 'arn' },
};

/** A queue with so many letters; sending one of this number fails. */
function queueOf(count: number, failsAt?: number) {
  const letters = new Map(Array.from({ length: count }, (_, n) => [`m${n}`, `letter ${n}`]));
  const hidden = new Set<string>();
  const sent: string[] = [];
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof ReceiveMessageCommand) {
      const visible = [...letters].filter(([id]) => !hidden.has(id));
      const received = visible.slice(0, command.input.MaxNumberOfMessages);
      for (const [id] of received) hidden.add(id);
      return {
        Messages: received.map(([id, Body]) => ({ MessageId: id, ReceiptHandle: id, Body })),
      };
    }
    if (command instanceof SendMessageCommand) {
      if (sent.length === failsAt) throw new Error('AWS is away');
      sent.push(command.input.MessageBody ?? '');
    }
    if (command instanceof DeleteMessageCommand) letters.delete(command.input.ReceiptHandle ?? '');
    if (command instanceof ChangeMessageVisibilityCommand) {
      hidden.delete(command.input.ReceiptHandle ?? '');
    }
    return {};
  };
  const dead = sqsDeadLetters({ sqs: { send } as never }, deployment);
  return { dead, letters, hidden, sent };
}

describe('the dead letters of a deployed pipeline', () => {
  it('are put back all, each once, however many there are', async () => {
    const { dead, letters, sent } = queueOf(25);
    expect(await dead.redrive('mover')).toBe(25);
    expect([letters.size, sent.length, new Set(sent).size]).toEqual([0, 25, 25]);
  });

  it('stay, and can be seen again at once, when one cannot be sent', async () => {
    const { dead, letters, hidden, sent } = queueOf(25, 3);
    await expect(dead.redrive('mover')).rejects.toThrow('sqs:SendMessage');
    expect([letters.size, sent.length, hidden.size]).toEqual([22, 3, 3]);
    expect([...hidden].filter((id) => letters.has(id))).toEqual([]);
  });

  it('are put back one alone, and the others left', async () => {
    const { dead, letters, sent } = queueOf(25);
    expect(await dead.redrive('mover', 'm17')).toBe(1);
    expect([letters.size, sent]).toEqual([24, ['letter 17']]);
    expect(await dead.drop('mover', 'm17')).toBe(0);
    expect(await dead.drop('mover')).toBe(24);
    expect(letters.size).toBe(0);
  });

  it('can be read without being taken', async () => {
    const { dead, hidden } = queueOf(25);
    expect((await dead.read('mover', 12)).map(({ body }) => body)).toHaveLength(12);
    expect(hidden.size).toBe(0);
  });
});
