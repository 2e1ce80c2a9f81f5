import type { LoggedWork } from '../../runtime/aws/owner/read-logs.ts';
import { momentText, plainText } from '../rules/plain-text.ts';
import type { Journey } from './find-journey.ts';
import { letterAsJson, letterText } from './print-dead-letters.ts';
import type { Hop } from './trace-image.ts';

/** A picture's way as a person reads it: each hop, each attempt, and what was given up. */
export function journeyText(journey: Journey, timeZone: string): string {
  const { imageId, camera, hops, work, letters } = journey;
  const of = camera === undefined ? '' : ` of ${camera}`;
  return [
    ...(imageId === undefined ? [] : [`${plainText(`image ${imageId}${of}`)}\n`]),
    ...hops.map((hop) => `${hopText(hop, timeZone)}\n`),
    ...(work.length === 0 ? [] : ['worked on:\n']),
    ...work.map((one) => `${workText(one, timeZone)}\n`),
    ...(letters.length === 0 ? [] : ['given up:\n']),
    ...letters.map(({ queue, letter }) => letterText(queue, letter, timeZone)),
  ].join('');
}

/** The same for a program. */
export function journeyAsJson({ imageId, hops, work, letters }: Journey) {
  const deadLetters = letters.map(({ queue, letter }) => letterAsJson(queue, letter));
  return { imageId: imageId ?? null, hops, work, deadLetters };
}

function hopText({ hop, state, at, text }: Hop, timeZone: string): string {
  const when = at === undefined ? '' : momentText(at, timeZone);
  const mark = state === 'missing' ? 'missing: ' : '';
  return `${hop.padEnd(11)}  ${when.padEnd(19)}  ${mark}${plainText(text)}`;
}

function workText({ at, consumer, attempt, outcome, error }: LoggedWork, timeZone: string): string {
  const came = outcome ?? `failed: ${error ?? 'nobody said why'}`;
  const tries = attempt === undefined || attempt === 1 ? '' : `, attempt ${attempt}`;
  return `${consumer.padEnd(11)}  ${momentText(at.toISOString(), timeZone)}  ${plainText(came)}${tries}`;
}
