import { escapeHtml } from '../../runtime/escape-html.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import type { DaySummary, ShownAlarm } from './day-summary.ts';
import { dayText, type Section } from './summary-words.ts';

type Parts = {
  readonly summary: DaySummary;
  readonly lines: readonly string[];
  readonly sections: readonly Section[];
  readonly remarks: readonly string[];
  readonly timeZone: string;
  readonly link: string | undefined;
};

/** What a link to the day says. */
export const onThePage = 'See the day on the page';

// Two beside each other on a phone.
const tileWidth = 156;
const longestCaption = 60;

/** The name under which the mail shows the picture of an alarm. */
export function pictureId(index: number): string {
  return `alarm-${index + 1}`;
}

/** A summary as a mail shows it, in the colours that its reader has chosen. */
export function summaryHtml({ summary, lines, sections, remarks, timeZone, link }: Parts): string {
  return [
    '<!doctype html><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<div style="max-width:680px;font:15px/1.4 sans-serif">',
    `<h1 style="font-size:20px;margin:0 0 8px">${escapeHtml(dayText(summary.day))}</h1>`,
    ...lines.map(paragraph),
    tiles(summary, timeZone),
    ...sections.map(table),
    ...remarks.map(paragraph),
    link === undefined ? '' : `<p><a href="${escapeHtml(link)}">${onThePage}</a></p>`,
    '</div>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function paragraph(line: string): string {
  return `<p style="margin:0 0 8px;overflow-wrap:anywhere">${escapeHtml(line)}</p>`;
}

function tiles({ shown, alarms }: DaySummary, timeZone: string): string {
  if (shown.length === 0) return '';
  const all = alarms.reduce((sum, { count }) => sum + count, 0);
  const title =
    shown.length < all ? `<p style="margin:0">${shown.length} of ${all} alarms:</p>` : '';
  const pictures = shown.map((alarm, index) => tile(alarm, index, timeZone));
  return `<div style="margin:0 0 8px">${title}${pictures.join('')}</div>`;
}

function tile({ camera, capturedAt, labels }: ShownAlarm, index: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
  const words = `${time.format(new Date(capturedAt))} ${camera}: ${labels.join(', ') || 'Alarm'}`;
  const caption = escapeHtml(shortened(oneLine(words), longestCaption));
  const image = `<img src="cid:${pictureId(index)}" alt="${caption}" width="${tileWidth}"`;
  return (
    `<div style="display:inline-block;vertical-align:top;width:${tileWidth}px;margin:8px 8px 0 0">` +
    `${image} style="display:block;width:100%;height:auto;border-radius:4px">` +
    `<div style="font-size:13px;overflow-wrap:anywhere">${caption}</div></div>`
  );
}

function table({ title, rows }: Section): string {
  // A name may break where it must, but not in its first letters.
  const cell = (text: string, column: number) =>
    `<td style="padding:2px 12px 2px 0;vertical-align:top;overflow-wrap:anywhere${column === 0 ? ';min-width:4em' : ''}">${escapeHtml(text)}</td>`;
  const lines = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return (
    `<h2 style="font-size:16px;margin:16px 0 4px">${escapeHtml(title)}</h2>` +
    `<table cellpadding="0" cellspacing="0" style="font:15px/1.4 sans-serif;margin:0 0 16px">${lines.join('')}</table>`
  );
}
