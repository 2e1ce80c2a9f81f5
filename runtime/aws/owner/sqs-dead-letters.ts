import { type Message, SendMessageCommand } from '@aws-sdk/client-sqs';
import {
  type DeadLetter,
  type DeadLetterCount,
  type DeadLetters,
  NoWayBackError,
} from '../../dead-letters.ts';
import { ask } from './ask.ts';
import type { Deployment } from './deployment.ts';
import type { OwnerClients } from './owner-clients.ts';
import { queueName } from './queue-arn.ts';
import { readQueueDepth } from './queue-depth.ts';
import { queueMessages } from './queue-messages.ts';

type Place = {
  readonly url: string;
  /** Where a letter is handled; undefined when nobody would. */
  readonly wayBack: (letter: Message) => string | undefined;
};

type Change = (letter: Message) => Promise<void>;

const most = 10_000;
// The oldest is looked for among so many.
const sample = 50;

/** The dead letters of a deployed pipeline: of each consumer, of the bus, and of each webhook. */
export function sqsDeadLetters(
  { sqs }: Pick<OwnerClients, 'sqs'>,
  deployment: Deployment,
): DeadLetters {
  const places = placesOf(deployment);
  const { receive, release, remove } = queueMessages({ sqs });
  return {
    counts: () => Promise.all([...places].map(([queue, place]) => count(queue, place))),
    read: async (queue, wanted) => {
      const letters = await receive(placeOf(queue), wanted);
      await release(placeOf(queue), letters);
      return letters.map(letterOf);
    },
    redrive: (queue, id) => {
      const { wayBack } = placeOf(queue);
      // Sent before it is deleted: whoever dies in between has it twice, and never not at all.
      return takeEach({ queue, id }, async (letter) => {
        if (isMissedTick(letter)) return;
        const QueueUrl = wayBack(letter);
        if (QueueUrl === undefined) {
          throw new NoWayBackError(`${queue}: no queue leads back to whom these were for`);
        }
        const MessageBody = letter.Body ?? '';
        await ask('sqs:SendMessage', () =>
          sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })),
        );
      });
    },
    drop: (queue, id) => takeEach({ queue, id }, async () => undefined),
  };

  function placeOf(queue: string): Place {
    const place = places.get(queue);
    if (place === undefined)
      throw new RangeError(`find the dead letters of ${queue}: there are none`);
    return place;
  }

  async function count(queue: string, place: Place): Promise<DeadLetterCount> {
    const { waiting = 0, inWork = 0 } = (await readQueueDepth({ sqs }, place.url)) ?? {};
    if (waiting + inWork === 0) return { queue, count: 0 };
    const letters = await receive(place, sample);
    await release(place, letters);
    const times = letters.map((letter) => letterOf(letter).since.getTime());
    const oldest = times.length === 0 ? {} : { oldest: new Date(Math.min(...times)) };
    return { queue, count: Math.max(waiting + inWork, letters.length), ...oldest };
  }

  async function takeEach(
    { queue, id }: { readonly queue: string; readonly id: string | undefined },
    change: Change,
  ): Promise<number> {
    const place = placeOf(queue);
    if (id !== undefined) return take(place, await receive(place, most), { id, change });
    // A few at a time: they are hidden from others no longer than a minute.
    let done = 0;
    while (done < most) {
      const letters = await receive(place, 10);
      if (letters.length === 0) break;
      done += await take(place, letters, { id, change });
    }
    return done;
  }

  async function take(
    place: Place,
    letters: readonly Message[],
    { id, change }: { readonly id: string | undefined; readonly change: Change },
  ): Promise<number> {
    const left = new Set(letters);
    let done = 0;
    try {
      for (const letter of letters) {
        if (id !== undefined && letter.MessageId !== id) continue;
        await change(letter);
        await remove(place, letter);
        left.delete(letter);
        done += 1;
      }
    } finally {
      await release(place, [...left]);
    }
    return done;
  }
}

function placesOf(deployment: Deployment): ReadonlyMap<string, Place> {
  const { queueUrls, deadLetterQueueUrls, undeliveredQueueUrl, webhooks = {} } = deployment;
  // EventBridge says for which queue an event was.
  const byTarget = (letter: Message) => {
    const target = textOf(letter, 'TARGET_ARN')?.split(':').at(-1);
    return Object.values(queueUrls).find((url) => queueName(url) === target);
  };
  return new Map<string, Place>([
    ...Object.entries(deadLetterQueueUrls).map(([name, url]): [string, Place] => [
      name,
      { url, wayBack: () => queueUrls[name] },
    ]),
    ['undelivered', { url: undeliveredQueueUrl, wayBack: byTarget }],
    ...Object.entries(webhooks).map(([name, { deadLetterQueueUrl: url }]): [string, Place] => [
      `webhook-${name}`,
      { url, wayBack: () => undefined },
    ]),
  ]);
}

// What a schedule says before it is made a tick. A newer one has come since.
function isMissedTick({ Body = '' }: Message): boolean {
  return Body.includes('"source":"aws.events"');
}

function letterOf(message: Message): DeadLetter {
  const { MessageId: id = '', Body: body = '', Attributes = {} } = message;
  const error = [textOf(message, 'ERROR_CODE'), textOf(message, 'ERROR_MESSAGE')]
    .filter((text) => text !== undefined)
    .join(': ');
  return {
    ...{ id, body, since: new Date(Number(Attributes.SentTimestamp ?? 0)) },
    receiveCount: Number(Attributes.ApproximateReceiveCount ?? 0),
    ...(error === '' ? {} : { error }),
  };
}

function textOf({ MessageAttributes = {} }: Message, name: string): string | undefined {
  return MessageAttributes[name]?.StringValue;
}
