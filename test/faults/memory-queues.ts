export type Message = { readonly queue: string; readonly body: string; receives: number };

const maxReceives = 5;

/** Queues in memory, in no order: whoever takes a message says which. */
export function memoryQueues(now: () => Date) {
  const waiting: Message[] = [];
  const later: { readonly dueAt: number; readonly message: Message }[] = [];
  const dead: Message[] = [];
  const sent: Pick<Message, 'queue' | 'body'>[] = [];

  return {
    dead,
    /** All that ever was sent, in its order. */
    sent,
    sendAll: async (messages: readonly Pick<Message, 'queue' | 'body'>[]) => {
      waiting.push(...messages.map((message) => ({ ...message, receives: 0 })));
      sent.push(...messages);
    },
    sendLater: async (queue: string, body: string, seconds: number) => {
      const message = { queue, body, receives: 0 };
      later.push({ dueAt: now().getTime() + 1000 * seconds, message });
    },
    waiting: () => waiting.length,
    /** How many messages of a queue are not among the dead. */
    held: (queue: string) =>
      [...waiting, ...later.map(({ message }) => message)].filter((one) => one.queue === queue)
        .length,
    /** What is to be handled next, by a number between 0 and 1. */
    take: (chance: number): Message | undefined => {
      const [message] = waiting.splice(Math.floor(chance * waiting.length), 1);
      if (message !== undefined) message.receives += 1;
      return message;
    },
    takeFrom: (queue: string): Message | undefined => {
      const place = waiting.findIndex((message) => message.queue === queue);
      const [message] = place < 0 ? [] : waiting.splice(place, 1);
      if (message !== undefined) message.receives += 1;
      return message;
    },
    /** It was not handled: it comes again, or lies among the dead. */
    giveBack: (message: Message) => {
      (message.receives >= maxReceives ? dead : waiting).push(message);
    },
    redrive: () => {
      waiting.push(...dead.splice(0).map((message) => ({ ...message, receives: 0 })));
    },
    /** When the next message that waits for its time is due; it is due from now on. */
    nextDue: (): number | undefined => {
      later.sort((a, b) => a.dueAt - b.dueAt);
      const next = later.shift();
      if (next !== undefined) waiting.push(next.message);
      return next?.dueAt;
    },
  };
}
