import { highestSeverity } from '../../contracts/severity.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import type { Settings } from '../../runtime/settings.ts';
import { holdReasonText } from './hold-reason-text.ts';
import { addresseesOf } from './incidents/alarm-picture.ts';
import { countHeld, type DigestFacts } from './incidents/digest.ts';
import { wordMessage } from './word-message.ts';

// As many as an alarm names, see alert-labels.ts.
const mostLabels = 60;
// A text message carries that much of a camera's name, and still says how many.
const longestCamera = 40;

/** Words what was held back: how many pictures, when they were taken, what was seen, and why. */
export function composeDigest(
  camera: string,
  facts: DigestFacts,
  { timeZone, link }: Pick<Settings, 'timeZone'> & { readonly link?: string | undefined },
): Alert {
  const held = countHeld(
    facts.unlisted,
    facts.pictures.flatMap(({ delivery }) => (delivery.state === 'held' ? [delivery.reason] : [])),
  );
  const total = held.reduce((sum, { count }) => sum + count, 0);
  const place = shortened(capitalised(oneLine(camera)), longestCamera);
  const pictures = total === 1 ? '1 more picture' : `${total} more pictures`;
  const until = timeOf(timeZone, facts.until);
  const summary = `${place}: ${pictures} until ${until}`;
  const lines = [...takenBetween(facts, timeZone), ...seenIn(facts)];
  const why = held.map(({ reason, count }) => `${count} ${holdReasonText[reason]}`);
  const severity = highestSeverity(facts.pictures) ?? 'alarm';
  // What is only counted may have been for anybody.
  const tell = facts.unlisted.length > 0 ? undefined : addresseesOf(facts.pictures);
  return {
    ...{ kind: 'digest', severity, camera, capturedAt: facts.until, thread: facts.visit },
    id: `${facts.openedBy}-digest-${facts.number}`,
    correlationId: facts.openedBy,
    ...(tell === undefined ? {} : { tell }),
    labels: labelsOf(facts)
      .map(({ label }) => label)
      .slice(0, mostLabels),
    subject: shortened(summary),
    ...wordMessage({
      ...{ kind: 'digest', severity, title: summary, paragraphs: lines },
      reasons: { heading: 'Why they did not ring', items: why },
      ...(link && { link: { url: link, text: 'See the day on the page' } }),
      footer: 'IntelliCam',
    }),
    ...(link && { link }),
  };
}

function takenBetween({ pictures }: DigestFacts, timeZone: string): readonly string[] {
  const times = pictures.map(({ capturedAt }) => capturedAt).toSorted();
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [`Taken from ${dayAndTime(timeZone, first)} to ${dayAndTime(timeZone, last)}`];
}

const mostNamed = 10;

function seenIn(facts: DigestFacts): readonly string[] {
  const labels = labelsOf(facts);
  if (labels.length === 0) return [];
  const named = labels.slice(0, mostNamed).map(({ label, count }) => `${oneLine(label)} ${count}`);
  const more = labels.length > mostNamed ? [`${labels.length - mostNamed} others`] : [];
  return [`Seen: ${[...named, ...more].join(', ')}`];
}

function labelsOf({ pictures }: DigestFacts) {
  const counts = new Map<string, number>();
  for (const label of pictures.flatMap(({ labels }) => labels)) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .toSorted((a, b) => b.count - a.count);
}

function capitalised(text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toUpperCase() + rest.join('');
}

function timeOf(timeZone: string, instant: string): string {
  return clock(timeZone, { timeStyle: 'short' }).format(new Date(instant));
}

function dayAndTime(timeZone: string, instant: string): string {
  return clock(timeZone, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant));
}

function clock(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone, ...style });
}
