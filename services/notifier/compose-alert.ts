import { alarmSummary } from '../../contracts/alarm-summary.ts';
import type { ImageClassified } from '../../contracts/image-event.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { escapeHtml } from '../../runtime/escape-html.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import { alertLabels } from './alert-labels.ts';

/** Words one alarm: who is there, where and when, and the labels, those that rang marked. */
export function composeAlert(
  image: ImageClassified,
  timeZone: string,
  picture: Uint8Array | undefined,
): Alert {
  const summary = oneLine(alarmSummary(image));
  const when = clock(timeZone).format(new Date(image.capturedAt));
  const alarming = new Set(image.matches.map((match) => match.label));
  const labelled = image.labels.map(({ name, confidence }) => ({
    name: oneLine(name),
    confidence: `${confidence.toFixed(1)} %`,
    alarm: alarming.has(name),
  }));
  const rows = image.labeler === 'none' ? undefined : labelled;
  return {
    kind: 'alarm',
    severity: image.severity ?? 'alarm',
    id: image.imageId,
    camera: image.camera,
    labels: alertLabels(image),
    rules: [...new Set(image.matches.map(({ rule }) => rule))],
    capturedAt: image.capturedAt,
    imageId: image.imageId,
    correlationId: image.correlationId,
    // The wording that the owners of the older systems filter their mail by.
    subject: shortened(`⏰ Alarm Event detected! ⏰ ${summary}`),
    text: textBody(summary, when, rows, image.imageId),
    html: htmlBody(summary, when, rows, image.imageId, picture !== undefined),
    ...(picture === undefined
      ? {}
      : { pictures: [{ contentId, fileName: fileName(image.key), bytes: picture }] }),
  };
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

const contentId = 'picture';

/** Undefined for a picture that nobody could label. */
type Rows = readonly Row[] | undefined;
type Row = { readonly name: string; readonly confidence: string; readonly alarm: boolean };

const unlabelled = 'It could not be labelled, and rings because something moved.';

function textBody(summary: string, when: string, rows: Rows, id: string): string {
  if (rows === undefined) return [summary, when, '', unlabelled, `image ${id}`, ''].join('\n');
  const width = Math.max(5, ...rows.map(({ name }) => name.length));
  const table = [
    `  ${'Label'.padEnd(width)}  Confidence`,
    ...rows.map((row) => `${row.alarm ? '*' : ' '} ${row.name.padEnd(width)}  ${row.confidence}`),
  ];
  return [summary, when, '', ...table, '', '* rang the alarm', `image ${id}`, ''].join('\n');
}

function htmlBody(
  summary: string,
  when: string,
  rows: Rows,
  id: string,
  hasPicture: boolean,
): string {
  const cells = rows?.map(({ name, confidence, alarm }) => {
    const label = alarm ? `<b>${escapeHtml(name)}</b>` : escapeHtml(name);
    return `<tr><td>${label}</td><td align="right">${confidence}</td></tr>`;
  });
  return [
    '<!doctype html><meta charset="utf-8">',
    `<h1 style="font:600 20px sans-serif">${escapeHtml(summary)}</h1>`,
    `<p style="font:14px sans-serif">${escapeHtml(when)}</p>`,
    hasPicture
      ? `<p><img src="cid:${contentId}" alt="The picture" style="max-width:100%"></p>`
      : '',
    cells === undefined
      ? `<p style="font:14px sans-serif">${unlabelled}</p>`
      : `<table cellpadding="4" style="font:14px sans-serif"><tr><th align="left">Label</th><th>Confidence</th></tr>${cells.join('')}</table>`,
    `<p style="font:12px sans-serif;color:#666">image ${escapeHtml(id)}</p>`,
  ].join('\n');
}

function fileName(key: string): string {
  return oneLine(key.slice(key.lastIndexOf('/') + 1));
}
