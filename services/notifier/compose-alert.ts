import { alarmSummary } from '../../contracts/alarm-summary.ts';
import type { ImageClassified, Match } from '../../contracts/image-event.ts';
import type { Alert, AlertPicture } from '../../runtime/alert-channel.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import type { Settings } from '../../runtime/settings.ts';
import { alertLabels } from './alert-labels.ts';
import { addresseesOf } from './incidents/alarm-picture.ts';
import { type LabelRow, wordMessage } from './word-message.ts';

type Circumstances = {
  readonly settings: Pick<Settings, 'timeZone'>;
  readonly picture: AlertPicture | undefined;
  /** The visit that it belongs to. */
  readonly visit: string;
  /** Where the page shows it. */
  readonly link?: string | undefined;
};

const unlabelled = 'It could not be labelled, and rings because something moved.';

/** Words one alarm: who is there, where and when, why it rang, and all labels. */
export function composeAlert(image: ImageClassified, circumstances: Circumstances): Alert {
  const { settings, picture, visit, link } = circumstances;
  const { imageId, correlationId, camera, capturedAt, matches, severity = 'alarm' } = image;
  const isLabelled = image.labeler !== 'none';
  const title = alarmSummary(image);
  const tell = addresseesOf(matches);
  return {
    ...{ kind: 'alarm', severity, id: imageId, camera, capturedAt, thread: visit },
    labels: alertLabels(image),
    ...(tell === undefined ? {} : { tell }),
    rules: [...new Set(matches.map(({ rule }) => rule))],
    ...{ imageId, correlationId, subject: subjectOf(image) },
    ...wordMessage({
      ...{ kind: 'alarm', severity, title },
      when: clock(settings.timeZone).format(new Date(capturedAt)),
      ...(picture && { picture: { contentId: picture.contentId, alt: 'The picture that rang' } }),
      ...(isLabelled
        ? { reasons: { heading: 'Why it rang', items: matches.map(reasonText) } }
        : { paragraphs: [unlabelled] }),
      ...(isLabelled && { labels: labelRows(image) }),
      ...(link && { link: { url: link, text: 'See it on the page' } }),
      footer: `IntelliCam · image ${imageId}`,
    }),
    ...(link && { link }),
    ...(picture && { pictures: [picture] }),
  };
}

// The wording that the owners of the older systems filter their mail by.
function subjectOf({ camera, matches }: ImageClassified): string {
  const labels = [...new Set(matches.map(({ label }) => label))].join(', ') || 'Alarm';
  return shortened(`⏰ Alarm Event detected! ⏰ ${oneLine(camera)}: ${oneLine(labels)}`);
}

function reasonText({ rule, label, confidence }: Match): string {
  const seen = `${label} ${confidence.toFixed(1)} %`;
  return rule === label ? seen : `${rule}: ${seen}`;
}

function labelRows({ labels, matches }: ImageClassified): readonly LabelRow[] {
  const alarming = new Set(matches.map(({ label }) => label));
  return labels.map(({ name, confidence }) => ({ name, confidence, rang: alarming.has(name) }));
}

// Making one takes longer than everything else in an alert.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(timeZone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
  clocks.set(timeZone, known);
  return known;
}
