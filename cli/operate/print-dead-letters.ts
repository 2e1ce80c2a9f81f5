import type { DeadLetter, DeadLetterCount } from '../../runtime/dead-letters.ts';
import { plainText } from '../rules/plain-text.ts';
import { describeMessage } from './describe-message.ts';

/** The queues with what they hold, and how old the oldest is. */
export function queueTable(counts: readonly DeadLetterCount[], now: Date): string {
  const width = Math.max(...counts.map(({ queue }) => queue.length), 'queue'.length);
  const rows = counts.map(({ queue, count, oldest }) => {
    const age = oldest === undefined ? '' : ageText(now.getTime() - oldest.getTime());
    return `${queue.padEnd(width)}  ${String(count).padStart(5)}  ${age}`.trimEnd();
  });
  return `${[`${'queue'.padEnd(width)}  count  oldest`, ...rows].join('\n')}\n`;
}

/** One letter: what it is, about which picture, and why it lies here. */
export function letterText(queue: string, letter: DeadLetter, timeZone: string): string {
  const { id, since, receiveCount, error } = letter;
  const { what, imageId, camera, key } = describeMessage(letter.body);
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, dateStyle: 'medium', timeStyle: 'medium' },
  });
  const lines = [
    `${queue}  ${id}`,
    `  ${plainText(what)}${camera === undefined ? '' : ` of ${plainText(camera)}`}`,
    ...(key === undefined ? [] : [`  ${plainText(key)}`]),
    ...(imageId === undefined ? [] : [`  image ${plainText(imageId)}`]),
    `  since ${clock.format(since)}, received ${receiveCount} times`,
    ...(error === undefined ? [] : [`  ${plainText(error)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for a program, with the message itself. */
export function letterAsJson(queue: string, letter: DeadLetter) {
  return { queue, ...letter, ...describeMessage(letter.body) };
}

function ageText(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
