import type { ImageRecord } from '../../contracts/image-record.ts';
import { momentText, plainText } from './plain-text.ts';
import { traceLineText } from './telling-line.ts';

/** A picture's facts, the rules that judged it, and why, for a person. */
export function whyText(record: ImageRecord, timeZone: string): string {
  const { event } = record;
  const { camera, capturedAt, destinationKey, imageId } = event.detail;
  const outcome = event.type === 'ImageClassified' ? event.detail.outcome : 'rejected';
  const facts = [
    ['picture', destinationKey],
    ['image', imageId],
    ...(event.detail.motionEvent === undefined ? [] : [['motion', event.detail.motionEvent]]),
    ...(event.type === 'ImageClassified' ? [['labeler', event.detail.labeler]] : []),
    ...rulesFact(record),
    ...seenFact(record),
  ].map(([name = '', text = '']) => `${name.padEnd(9)}${text}`);
  const lines = [
    `${momentText(capturedAt, timeZone)}  ${camera}  ${outcome}`,
    ...facts,
    ...reasons(record),
  ];
  return `${lines.map(plainText).join('\n')}\n`;
}

function rulesFact({ rules }: ImageRecord): readonly string[][] {
  if (rules === undefined) return [];
  const version = rules.versionId ?? rules.etag;
  const list =
    rules.list && ` and the alarm list, version ${rules.list.versionId ?? rules.list.etag}`;
  return [['rules', `${rules.source}, version ${version}${list ?? ''}`]];
}

function seenFact({ labels, event }: ImageRecord): readonly string[][] {
  if (event.type === 'ImageRejected') return [];
  if (event.detail.labeler === 'none') return [['seen', 'nobody looked: it was not labelled']];
  const seen = labels.map(({ name, confidence }) => `${name} ${confidence.toFixed(1)}`);
  return [['seen', seen.join(', ') || 'nothing']];
}

function reasons({ event, trace }: ImageRecord): readonly string[] {
  if (event.type === 'ImageRejected') return [`It could not be read: ${event.detail.message}`];
  if (trace !== undefined) {
    return trace.length === 0
      ? ['No rule names anything that was seen.']
      : trace.map(traceLineText);
  }
  const matches = event.detail.matches.map(
    ({ rule, label, confidence }) => `${rule}: ${label} ${confidence.toFixed(1)} → alarm`,
  );
  return ['It was judged before records kept the reasons.', ...matches];
}
