import type { RejectionNotice } from '../../contracts/camera-rejections.ts';
import type { RejectionReason } from '../../contracts/image-event.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import { wordMessage } from './word-message.ts';

// The wording that the owners of the older systems filter their mail by.
const title = '⚠️ Error processing image ⚠️';
// A text message carries that much of a camera's name, and still says what is with its pictures.
const longestCamera = 40;

const brokenOff =
  'The file was cut short: look at the room on the camera’s disk, and at its network.';
const format =
  'Only JPEG and PNG are taken: look at what the camera writes, and into which folder.';
const advice: Readonly<Record<RejectionReason, string>> = {
  empty: brokenOff,
  truncated: brokenOff,
  'too-large': 'Let the camera write smaller files, or compress them more.',
  'not-an-image': format,
  'unsupported-format': format,
  'too-small': 'Let the camera take larger pictures.',
  'too-many-pixels': 'Let the camera take smaller pictures.',
  unreadable: 'It cannot be decoded: if others follow, look at the camera’s disk and memory.',
};

/** Words that pictures of a camera could not be read: how many, why, and what to do. */
export function composeRejection(camera: string, notice: RejectionNotice, timeZone: string): Alert {
  const { number, openedBy, last, at } = notice;
  const place = shortened(oneLine(camera), longestCamera);
  const summary = `${howMany(notice, place)} could not be read${reasonsOf(notice)}.`;
  const lines = [
    `${total(notice) === 1 ? 'The reason' : 'The last'}: ${oneLine(last.message)}.`,
    `Taken ${timeText(last.capturedAt, timeZone)}. Nobody has looked at it: somebody may be on it.`,
    `It lies at ${oneLine(last.destinationKey)}, with the reason beside it.`,
    advice[last.reason],
  ];
  return {
    kind: 'rejected',
    severity: 'alarm',
    id: `${openedBy}-rejected-${number}`,
    camera,
    labels: [],
    capturedAt: at,
    subject: shortened(`${title} ${total(notice) === 1 ? place : howMany(notice, place)}`),
    ...wordMessage({
      ...{ kind: 'rejected', severity: 'alarm', title: summary, paragraphs: lines },
      footer: 'IntelliCam',
    }),
  };
}

function total({ counts }: RejectionNotice): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function howMany(notice: RejectionNotice, place: string): string {
  const count = total(notice);
  const pictures = count === 1 ? 'picture' : 'pictures';
  if (notice.isMore) return `${count} more ${pictures} of ${place}`;
  return `${count === 1 ? 'A' : count} ${pictures} of ${place}`;
}

function reasonsOf(notice: RejectionNotice): string {
  if (total(notice) === 1) return '';
  const words = notice.counts
    .toSorted((a, b) => b.count - a.count)
    .map(({ reason, count }) => `${count} ${reason.replaceAll('-', ' ')}`);
  return `: ${words.join(', ')}`;
}

function timeText(instant: string, timeZone: string): string {
  const style = { timeZone, dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('en-GB', style).format(new Date(instant));
}
