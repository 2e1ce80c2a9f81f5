import type { ImageRecord } from '../contracts/image-record.ts';
import type { Controls, LoadDeployedControls } from './operate/controls.ts';
import { lettersAbout } from './operate/letters-about.ts';
import { withControls } from './operate/open-controls.ts';
import { letterAsJson, letterText } from './operate/print-dead-letters.ts';
import { type Hop, traceImage } from './operate/trace-image.ts';
import { findRecord } from './rules/find-record.ts';
import { parseArguments } from './rules/parse-arguments.ts';
import { momentText, plainText } from './rules/plain-text.ts';

const what = 'a picture: its id, its key in any folder, or the key of its record';

/** `intellicam trace`: a picture's way through the pipeline, hop by hop. */
export async function traceCommand(
  args: readonly string[],
  loadDeployed: LoadDeployedControls,
): Promise<number> {
  const given = parseArguments(args, { what, allowed: ['data', 'config'] });
  const { subject, json } = given;
  return withControls({ ...given, what: `trace ${subject}`, loadDeployed }, async (controls) => {
    const { store, deadLetters } = controls;
    const record = await findRecord(store, subject);
    const hops =
      record === undefined ? await undecided(controls, subject) : await traceImage(store, record);
    const letters = await lettersAbout(deadLetters, namesOf(record, subject));
    if (hops.length === 0 && letters.length === 0) {
      process.stderr.write(`intellicam: ${store.name} knows nothing of ${subject}\n`);
      return 1;
    }
    const journey = { record, hops, letters };
    process.stdout.write(json ? asJson(journey) : journeyText(journey, store.timeZone));
    return letters.length > 0 || hops.some(({ state }) => state === 'missing') ? 1 : 0;
  });
}

// What has no record is in upload/, or has never been.
async function undecided({ store }: Controls, subject: string): Promise<readonly Hop[]> {
  const key = subject.startsWith(`${store.name}/`) ? subject.slice(store.name.length + 1) : subject;
  const blob = await store.blobs.get(key, { firstBytes: 1 });
  if (blob === undefined) return [];
  const at = blob.lastModified.toISOString();
  return [
    { hop: 'uploaded', state: 'done', at, text: `${key}, ${blob.sizeBytes} bytes` },
    { hop: 'decided', state: 'missing', text: 'it waits, or was given up' },
  ];
}

function namesOf(record: ImageRecord | undefined, subject: string) {
  if (record === undefined) return { imageId: subject, key: subject };
  const { imageId } = record.event.detail;
  return { imageId };
}

type Journey = {
  readonly record: ImageRecord | undefined;
  readonly hops: readonly Hop[];
  readonly letters: Awaited<ReturnType<typeof lettersAbout>>;
};

function asJson({ record, hops, letters }: Journey): string {
  const deadLetters = letters.map(({ queue, letter }) => letterAsJson(queue, letter));
  const imageId = record?.event.detail.imageId ?? null;
  return `${JSON.stringify({ imageId, hops, deadLetters })}\n`;
}

function journeyText({ record, hops, letters }: Journey, timeZone: string): string {
  const detail = record?.event.detail;
  return [
    ...(detail === undefined
      ? []
      : [`${plainText(`image ${detail.imageId} of ${detail.camera}`)}\n`]),
    ...hops.map((hop) => `${hopText(hop, timeZone)}\n`),
    ...(letters.length === 0 ? [] : ['given up:\n']),
    ...letters.map(({ queue, letter }) => letterText(queue, letter, timeZone)),
  ].join('');
}

function hopText({ hop, state, at, text }: Hop, timeZone: string): string {
  const when = at === undefined ? '' : momentText(at, timeZone);
  const mark = state === 'missing' ? 'missing: ' : '';
  return `${hop.padEnd(9)}  ${when.padEnd(19)}  ${mark}${plainText(text)}`;
}
