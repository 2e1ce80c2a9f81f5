import {
  functionMetric,
  labelledPictures,
  type Metric,
  queueMetric,
  ruleMetric,
  scheduleMetric,
} from './metric.ts';

/** The names of what is watched. */
export type Watched = {
  readonly uploadsQueue: string;
  readonly consumers: readonly { readonly name: string; readonly deadLetters: string }[];
  /** Their rules, and the queues of what they could not be told. */
  readonly webhooks: readonly { readonly rule: string; readonly deadLetters: string }[];
  readonly undelivered: string;
  readonly functions: readonly string[];
  readonly bus: string;
  readonly rules: readonly string[];
  /** The rules that the clock sets off. */
  readonly schedules: readonly string[];
  readonly monthlyDollars: number;
  /** What Rekognition takes for one picture. */
  readonly dollarsPerPicture: number;
};

/** When the owner is told that something is wrong, and what they lose while it is. */
export type OperationsAlarm = {
  readonly id: string;
  readonly description: string;
  /** Their sum is compared with the threshold. */
  readonly metrics: readonly Metric[];
  readonly statistic: 'Sum' | 'Maximum';
  readonly periodSeconds: number;
  readonly above: number;
  /** Of the last three periods; without it the last one decides. */
  readonly twoOfThree?: true;
};

const daysInAMonth = 31;

const lostWithout: Readonly<Record<string, string>> = {
  classifier:
    'Pictures were not examined. Somebody may be on them and you were not told; they wait in upload/.',
  notifier: 'Alarms were recognised, but their messages did not reach you.',
  mover: 'Pictures were examined, but not filed: they are still in upload/.',
  watchman: 'Nobody looked whether the cameras live: of one that is dead you were not told.',
  reporter: 'You were not sent the summary of a day. The alarms themselves are told as ever.',
  sweeper:
    'Nobody looked for pictures that stopped halfway: such as there are go on waiting in upload/.',
  thumbnailer: 'Pictures are missing in the gallery; they themselves are safe.',
};

const fiveMinutes = 300;
const aDay = 24 * 60 * 60;

/** All alarms about the pipeline itself. */
export function operationsAlarms(watched: Watched): readonly OperationsAlarm[] {
  return [
    ...watched.consumers.map(({ name, deadLetters }) => deadLetterAlarm(name, deadLetters)),
    ...webhookAlarms(watched.webhooks),
    {
      ...lostEvents,
      id: 'undelivered',
      description:
        'EventBridge could not deliver events. The consumer they were for did nothing with these pictures; the events wait in the queue "undelivered".',
      metrics: [queueMetric('ApproximateNumberOfMessagesVisible', watched.undelivered)],
      statistic: 'Maximum',
    },
    {
      id: 'uploads-waiting',
      description:
        'New pictures have waited for more than 15 minutes. You are told of alarms late, or not at all while this lasts.',
      metrics: [queueMetric('ApproximateAgeOfOldestMessage', watched.uploadsQueue)],
      statistic: 'Maximum',
      periodSeconds: fiveMinutes,
      above: 15 * 60,
    },
    ...functionAlarms(watched.functions),
    ...busAlarms(watched),
    {
      id: 'spend',
      description: `In one day so many pictures were labelled that a month of such days costs more than ${watched.monthlyDollars} dollars. Nothing is held back: look whether a camera sees a moving tree.`,
      metrics: [labelledPictures],
      statistic: 'Sum',
      periodSeconds: aDay,
      above: Math.round(watched.monthlyDollars / daysInAMonth / watched.dollarsPerPicture),
    },
  ];
}

const lostEvents = { statistic: 'Sum', periodSeconds: fiveMinutes, above: 0 } as const;

function deadLetterAlarm(name: string, queue: string): OperationsAlarm {
  const loss = lostWithout[name] ?? `What "${name}" does was not done for some pictures.`;
  return {
    id: `${name}-dead-letters`,
    description: `${loss} Nothing is gone: once the cause is mended, redrive ${queue} within 14 days.`,
    metrics: [queueMetric('ApproximateNumberOfMessagesVisible', queue)],
    statistic: 'Maximum',
    periodSeconds: fiveMinutes,
    above: 0,
  };
}

function webhookAlarms(webhooks: Watched['webhooks']): readonly OperationsAlarm[] {
  if (webhooks.length === 0) return [];
  return [
    {
      id: 'webhooks-given-up',
      description:
        'A webhook took no messages: whoever is told by it was not. "intellicam doctor" says which one, and where the messages wait; mail and SMS are not concerned.',
      metrics: webhooks.map(({ deadLetters }) =>
        queueMetric('ApproximateNumberOfMessagesVisible', deadLetters),
      ),
      statistic: 'Maximum',
      periodSeconds: fiveMinutes,
      above: 0,
    },
  ];
}

function functionAlarms(functions: readonly string[]): readonly OperationsAlarm[] {
  return [
    {
      id: 'function-errors',
      description:
        'Functions crash or run out of time or memory. Pictures are tried again, so alarms come late; if it goes on, they end as dead letters.',
      metrics: functions.map((name) => functionMetric('Errors', name)),
      statistic: 'Sum',
      periodSeconds: fiveMinutes,
      above: 0,
      twoOfThree: true,
    },
    {
      id: 'function-throttles',
      description:
        'AWS lets too few functions of this account run at the same time. Pictures wait, and alarms come late.',
      metrics: functions.map((name) => functionMetric('Throttles', name)),
      statistic: 'Sum',
      periodSeconds: fiveMinutes,
      above: 0,
      twoOfThree: true,
    },
  ];
}

function busAlarms({ bus, rules, schedules, webhooks }: Watched): readonly OperationsAlarm[] {
  const counted = (name: string) => [
    ...rules.map((rule) => ruleMetric(name, bus, rule)),
    ...schedules.map((rule) => scheduleMetric(name, rule)),
  ];
  return [
    {
      ...lostEvents,
      id: 'failed-invocations',
      description:
        'EventBridge may not put events into a queue. Messages, filing or the gallery stand still for these pictures.',
      metrics: counted('FailedInvocations'),
    },
    {
      ...lostEvents,
      id: 'events-sent-to-dead-letters',
      description:
        'EventBridge gave up on events and kept them in the queue "undelivered". Their pictures lack a message, their place or their thumbnail.',
      metrics: counted('InvocationsSentToDlq'),
    },
    {
      ...lostEvents,
      id: 'events-lost',
      description:
        'EventBridge gave up on events and could not keep them. What was to be done for these pictures is lost unless you replay the archive of the bus.',
      metrics: [
        ...counted('InvocationsFailedToBeSentToDlq'),
        ...webhooks.map(({ rule }) => ruleMetric('InvocationsFailedToBeSentToDlq', bus, rule)),
      ],
    },
  ];
}
