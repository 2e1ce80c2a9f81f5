import type { ImageRecord } from '../../contracts/image-record.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import type { Hop, Journey } from '../../runtime/aws/owner/follow-picture.ts';

/** What a journey came to; `tell` is for whoever sent the picture. */
export type Verdict = {
  readonly verdict: 'alarm' | 'quiet' | 'rejected' | 'incomplete';
  readonly tell: readonly string[];
};

type Sent = {
  readonly isDrawn: boolean;
  /** When the last hop was seen, or the time was over. */
  readonly seconds: number;
};

/** Says whether the pipeline works; where it does not, what to look at. */
export function judgeJourney(
  { record, missing }: Journey,
  deployment: Pick<Deployment, 'functionNames' | 'queueUrls'>,
  { isDrawn, seconds }: Sent,
): Verdict {
  if (record === undefined) {
    return { verdict: 'incomplete', tell: whereToLook('recorded', deployment, seconds) };
  }
  const { event } = record;
  if (event.type === 'ImageRejected') {
    const { message, destinationKey } = event.detail;
    return {
      verdict: 'rejected',
      tell: [
        `The picture was rejected: ${message}.`,
        ...(missing.length === 0 ? [`It lies at ${destinationKey}, the reason beside it.`] : []),
        ...missing.flatMap((hop) => whereToLook(hop, deployment, seconds)),
      ],
    };
  }
  if (missing.length > 0) {
    const tell = missing.flatMap((hop) => whereToLook(hop, deployment, seconds));
    return { verdict: 'incomplete', tell };
  }
  const took = `${seconds.toFixed(1)} s`;
  if (event.detail.labeler === 'none') {
    const tell = [
      `The picture came through in ${took}, but could not be labelled: it rang because something`,
      'moved. Look at     intellicam status, and intellicam doctor',
    ];
    return { verdict: 'incomplete', tell };
  }
  if (event.detail.outcome === 'alarm') {
    return { verdict: 'alarm', tell: [`It works: the picture came through in ${took}, and rang.`] };
  }
  return {
    verdict: 'quiet',
    tell: [
      `It works: the picture came through in ${took}, but was not an alarm: config/reko_alarms.csv`,
      `lets nothing ring that was seen in it (${labelsText(record)}).`,
      ...(isDrawn ? ['It is drawn; --picture FILE sends a real photo.'] : []),
    ],
  };
}

const mostLabels = 5;

/** What was seen, surest first. */
export function labelsText({ labels }: Pick<ImageRecord, 'labels'>): string {
  const shown = labels
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ name, confidence }) => `${name} ${confidence.toFixed(1)} %`);
  const more = shown.length > mostLabels ? [`${shown.length - mostLabels} more`] : [];
  return [...shown.slice(0, mostLabels), ...more].join(', ') || 'nothing';
}

type Fault = { readonly consumer: string; readonly what: string };

const faults: Readonly<Record<Hop, Fault>> = {
  recorded: { consumer: 'classifier', what: 'was not labelled' },
  filed: { consumer: 'mover', what: 'was not filed' },
  thumbnail: { consumer: 'thumbnailer', what: 'got no thumbnail' },
  listed: { consumer: 'thumbnailer', what: 'is not in the gallery' },
  told: { consumer: 'notifier', what: 'rang, but nobody was told' },
};

function whereToLook(
  hop: Hop,
  { functionNames, queueUrls }: Pick<Deployment, 'functionNames' | 'queueUrls'>,
  seconds: number,
): readonly string[] {
  const { consumer, what } = faults[hop];
  const name = functionNames[consumer];
  const queue = queueUrls[consumer]?.split('/').at(-1);
  return [
    `After ${seconds.toFixed(0)} s, the picture ${what}. Look at`,
    ...(queue === undefined ? [] : [`  queue      ${queue}, and ${queue}-dead-letters`]),
    ...(name === undefined ? [] : [`  log group  /aws/lambda/${name}`]),
    '  and at     intellicam doctor',
  ];
}
