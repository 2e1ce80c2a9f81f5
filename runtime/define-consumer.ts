import type { EventPattern } from '../contracts/event-pattern.ts';
import {
  type DomainEvent,
  type EventDetail,
  type EventType,
  parseEventEnvelope,
} from '../contracts/image-event.ts';
import type { Place } from '../contracts/object-key.ts';
import { type CreatedObject, parseS3Notification } from '../contracts/s3-notification.ts';
import { parseWakeUp, type WakeUp, type WakeUpType } from '../contracts/wake-up.ts';
import type { Deps, PortName, Ports, Surroundings } from './ports.ts';

/** What handling one message came to; `outcome` is a word to count by, the rest is for the log. */
export type HandlerOutcome = { readonly outcome: string } & Readonly<Record<string, unknown>>;

/** What a consumer's role may do in the store, by place; both runtimes enforce it. */
export type Grants = {
  readonly read?: readonly Place[];
  readonly write?: readonly Place[];
  readonly delete?: readonly Place[];
  /** Only to see what is there, without its bytes; whoever may read may see, too. */
  readonly list?: readonly Place[];
};

export type Shape<Needs extends PortName> = {
  /** The ports that the handler is given besides log, clock and settings. */
  readonly needs: readonly Needs[];
  readonly grants: Grants;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly batchSize: number;
  /** How many messages one process handles at a time. */
  readonly concurrency: number;
};

export type Module<Message, Needs extends PortName> = {
  readonly createHandle: (deps: Deps<Needs>) => (message: Message) => Promise<HandlerOutcome>;
};

type EventConsumer<
  T extends EventType,
  Needs extends PortName,
  W extends WakeUpType,
> = Shape<Needs> & {
  readonly listensTo: readonly T[];
  /** A further filter on the detail, in EventBridge's pattern language. */
  readonly where?: EventPattern<EventDetail<T>>;
  /** What it tells itself by its port `timers`; that comes past the bus, and past `where`. */
  readonly wakesItselfWith?: readonly W[];
  readonly load: () => Promise<Module<DomainEvent<T> | WakeUp<NoInfer<W>>, Needs>>;
};

type UploadConsumer<Needs extends PortName, W extends WakeUpType> = Shape<Needs> & {
  readonly listensTo: 'uploads';
  readonly wakesItselfWith?: readonly W[];
  readonly load: () => Promise<Module<CreatedObject | WakeUp<NoInfer<W>>, Needs>>;
};

/** Handles one queue message; resolves with what came of each thing in it, throws to see it again. */
export type HandleMessage = (body: string) => Promise<readonly HandlerOutcome[]>;

/** A declared consumer as the runtimes and the infrastructure see it: data, and how to start it. */
export type Consumer = Shape<PortName> & {
  readonly listensTo: readonly EventType[] | 'uploads' | 'clock';
  readonly where?: EventPattern<EventDetail<EventType>>;
  readonly wakesItselfWith?: readonly WakeUpType[];
  /** How often the clock wakes it on AWS; only whoever listens to the clock says so. */
  readonly everyMinutes?: number;
  readonly start: (deps: Surroundings & Ports) => Promise<HandleMessage>;
};

/** Declares a consumer of the bus; its handler is loaded only when it runs. */
export function defineConsumer<
  const T extends EventType,
  const Needs extends PortName,
  const W extends WakeUpType = never,
>(declaration: EventConsumer<T, Needs, W>): Consumer {
  const { load, ...data } = declaration;
  const listensFor = (event: DomainEvent): event is DomainEvent<T> =>
    declaration.listensTo.some((type) => type === event.type);
  const wakesWith = wakeUpsOf(declaration.wakesItselfWith);
  return {
    ...data,
    start: async (deps) => {
      const handle = (await load()).createHandle(deps);
      return async (body) => {
        const message: unknown = JSON.parse(body);
        const wakeUp = parseWakeUp(message);
        if (wakeUp !== undefined) {
          return [wakesWith(wakeUp) ? await handle(wakeUp) : notForThisConsumer(wakeUp)];
        }
        const event = parseEventEnvelope(message);
        return [listensFor(event) ? await handle(event) : notForThisConsumer(event)];
      };
    },
  };
}

function wakeUpsOf<W extends WakeUpType>(types: readonly W[] = []) {
  return (wakeUp: WakeUp): wakeUp is WakeUp<W> => types.some((type) => type === wakeUp.type);
}

function notForThisConsumer({ type }: { readonly type: string }): HandlerOutcome {
  return { outcome: 'not-for-this-consumer', type };
}

/** Declares the consumer of the bucket's notifications about new pictures. */
export function defineUploadConsumer<
  const Needs extends PortName,
  const W extends WakeUpType = never,
>(declaration: UploadConsumer<Needs, W>): Consumer {
  const { load, ...data } = declaration;
  const wakesWith = wakeUpsOf(declaration.wakesItselfWith);
  return {
    ...data,
    start: async (deps) => {
      const handle = (await load()).createHandle(deps);
      return async (body) => {
        const wakeUp = parseWakeUp(parsedOrText(body));
        if (wakeUp === undefined) return handleNotification(body, handle);
        return [wakesWith(wakeUp) ? await handle(wakeUp) : notForThisConsumer(wakeUp)];
      };
    },
  };
}

// What is no JSON is told of by whoever reads notifications.
function parsedOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

// One bad record never hides the others: all are handled, then the message fails as a whole. The
// good ones are recognised when it comes again.
async function handleNotification(
  body: string,
  handle: (object: CreatedObject) => Promise<HandlerOutcome>,
): Promise<readonly HandlerOutcome[]> {
  const results = await Promise.allSettled(
    parseS3Notification(body).map(async (record): Promise<HandlerOutcome> => {
      switch (record.kind) {
        case 'created':
          return handle(record.object);
        case 'ignored':
          return { outcome: 'ignored', reason: record.reason };
        case 'malformed':
          throw new Error(`read an S3 notification: ${record.problem}`);
      }
    }),
  );
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'handle a notification of several');
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
