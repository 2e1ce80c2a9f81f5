import type { DomainEvent } from '../../contracts/image-event.ts';
import type { Unavailability } from '../../contracts/labeler-outage.ts';
import type { LabelingResumed, LabelingStopped } from '../../contracts/labeling-event.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { shortened } from '../../runtime/one-line.ts';
import { durationText } from './duration-text.ts';
import { timeText } from './time-text.ts';
import { wordMessage } from './word-message.ts';

const reasons: Readonly<Record<Unavailability, string>> = {
  throttled: 'throttled',
  denied: 'access denied',
  'no-answer': 'no answer',
  failed: 'it fails',
  budget: "the month's budget is spent",
};

const remedies: Readonly<Record<Unavailability, string>> = {
  throttled:
    'It passes by itself, unless there are more pictures than Rekognition takes in your region.',
  denied: 'What to look at: intellicam doctor says which right is missing.',
  'no-answer': 'It passes by itself, once the labeler can be reached.',
  failed: 'It passes by itself, if it is Rekognition; on one machine, look at what it prints.',
  budget: 'It goes on next month, or when you raise spend.stopAtDollars and deploy.',
};

/** Words that pictures cannot be labelled, or are labelled again. */
export function composeLabelingNews(
  event: DomainEvent<'LabelingStopped' | 'LabelingResumed'>,
  timeZone: string,
): Alert {
  switch (event.type) {
    case 'LabelingStopped':
      return stopped(event.detail, timeZone);
    case 'LabelingResumed':
      return resumed(event.detail, timeZone);
  }
}

function stopped({ correlationId, since, reason, pictures }: LabelingStopped, timeZone: string) {
  const meanwhile =
    pictures === 'hold'
      ? 'They wait; nothing is lost.'
      : 'Until they can be, whatever moves where a rule could ring is an alarm.';
  return alertOf({
    ...{ id: `${correlationId}-stopped`, severity: 'alarm', capturedAt: since },
    lines: [
      `Pictures cannot be labelled since ${timeText(since, new Date(since), timeZone)} (${reasons[reason]}).`,
      meanwhile,
      remedies[reason],
      'You are told when it is over.',
    ],
  });
}

function resumed({ correlationId, since, until, held, reason }: LabelingResumed, timeZone: string) {
  const minutes = Math.round((Date.parse(until) - Date.parse(since)) / 60_000);
  const waited = held === 1 ? '1 picture waited' : `${held} pictures waited`;
  const times = [since, until].map((time) => timeText(time, new Date(until), timeZone));
  return alertOf({
    ...{ id: `${correlationId}-resumed`, severity: 'info', capturedAt: until },
    lines: [
      `Pictures are labelled again after ${durationText(minutes)}.`,
      `They could not be from ${times.join(' to ')} (${reasons[reason]}).`,
      held === 0
        ? 'No picture waited.'
        : `${waited}, and ${held === 1 ? 'is' : 'are'} labelled now. What is too late to ring is in a digest.`,
    ],
  });
}

type Words = Pick<Alert, 'id' | 'capturedAt'> & {
  readonly severity: 'alarm' | 'info';
  readonly lines: readonly string[];
};

function alertOf({ lines, ...words }: Words): Alert {
  const [first = '', ...others] = lines;
  return {
    ...words,
    // It concerns every camera.
    ...{ kind: 'trouble', camera: '-', labels: [] },
    subject: shortened(first.replace(/\.$/, '')),
    ...wordMessage({
      ...{ kind: 'trouble', severity: words.severity, title: first, paragraphs: others },
      footer: 'IntelliCam',
    }),
  };
}
