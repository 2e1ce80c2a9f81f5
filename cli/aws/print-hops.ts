import { styleText } from 'node:util';
import type { ImageRecord } from '../../contracts/image-record.ts';
import type { Hop } from '../../runtime/aws/owner/follow-picture.ts';
import type { SentPicture } from '../../runtime/aws/owner/sent-picture.ts';
import { labelsText, type Verdict } from './judge-journey.ts';

/** What somebody has to know before a test picture is sent. */
export function announcement(camera: string): string {
  return `Sends a test picture. If it rings, people are told of an alarm at ${camera}.\n\n`;
}

/** Shows a picture's way through the pipeline on the terminal, a line for each hop. */
export const printHops = {
  hop(hop: Hop | 'uploaded', seconds: number, text: string): void {
    print(hopLine(hop, seconds, text, (time) => styleText('dim', time)));
  },
  verdict({ verdict, tell }: Verdict): void {
    const isFine = verdict === 'alarm' || verdict === 'quiet';
    print(`\n${styleText(isFine ? 'green' : 'red', tell.join('\n'))}\n`);
  },
};

/** One hop: when it was seen, its name, and what there is to tell of it. */
export function hopLine(
  hop: Hop | 'uploaded',
  seconds: number,
  text: string,
  dim: (time: string) => string = String,
): string {
  return `${dim(`${seconds.toFixed(1).padStart(6)} s`)}  ${hop.padEnd(10)} ${text}\n`;
}

/** What there is to tell of a hop. */
export function hopText(hop: Hop, picture: SentPicture, record: ImageRecord): string {
  switch (hop) {
    case 'recorded':
      return decisionText(record);
    case 'filed':
      return record.event.detail.destinationKey;
    case 'thumbnail':
      return picture.thumbnailKey;
    case 'listed':
      return picture.shardKeys[0] ?? '';
    case 'told':
      return 'everybody who is subscribed and asked for such alarms';
  }
}

function decisionText(record: ImageRecord): string {
  const { event } = record;
  if (event.type === 'ImageRejected') return `rejected: ${event.detail.message}`;
  const { outcome, matches } = event.detail;
  const rules = [...new Set(matches.map(({ rule }) => rule))];
  const rang = rules.length === 0 ? '' : `; what rang: ${rules.join(', ')}`;
  return `${outcome}: ${labelsText(record)}${rang}`;
}

function print(text: string): void {
  process.stdout.write(text);
}
