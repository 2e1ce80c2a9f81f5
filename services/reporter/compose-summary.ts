import type { Alert } from '../../runtime/alert-channel.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import type { DaySummary } from './day-summary.ts';
import { onThePage, pictureId, summaryHtml } from './summary-html.ts';
import {
  cameraSentences,
  dayText,
  pictureCounts,
  remarksOf,
  type Section,
  sectionsOf,
} from './summary-words.ts';

type Telling = {
  readonly toldAt: Date;
  readonly timeZone: string;
  /** Where the page shows the day. */
  readonly link?: string | undefined;
};

/** Words what a day was like: its alarms first, with their pictures, then what else there is to know. */
export function composeSummary(summary: DaySummary, telling: Telling): Alert {
  const { toldAt, timeZone, link } = telling;
  const { day, shown } = summary;
  const counts = pictureCounts(summary);
  const lines = openingOf(summary, timeZone);
  const [sections, remarks] = [sectionsOf(summary), remarksOf(summary)];
  const pictures = shown.map(({ thumbnail }, index) => ({
    ...{ contentId: pictureId(index), fileName: `${pictureId(index)}.jpg` },
    bytes: thumbnail,
  }));
  return {
    ...{ kind: 'summary', severity: 'info', id: `summary-${day}` },
    // No single camera is meant, and SNS wants its attribute filled.
    ...{ camera: 'all', labels: [] },
    // The same whenever it is sent, so that a second one finds the first.
    capturedAt: toldAt.toISOString(),
    subject: shortened(
      `📋 ${dayText(day)}: ${counts === '' ? 'nothing happened' : counts}${silence(summary)}`,
    ),
    text: textBody(lines, sections, link ? [...remarks, `${onThePage}: ${link}`] : remarks),
    html: summaryHtml({ summary, lines, sections, remarks, timeZone, link }),
    ...(link && { link }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
}

// When nothing happened, one line says so.
function openingOf(summary: DaySummary, timeZone: string): readonly string[] {
  const [counts, cameras] = [pictureCounts(summary), cameraSentences(summary, timeZone)];
  if (counts === '') return [['Nothing happened yesterday.', ...cameras].join(' ')];
  return [`Yesterday: ${counts}.`, ...cameras];
}

function silence({ cameras }: DaySummary): string {
  const silent = cameras.flatMap(({ state, camera }) => (state === 'silent' ? [camera] : []));
  if (silent.length === 0) return '';
  return silent.length === 1 ? `, ${oneLine(silent.join())} silent` : `, ${silent.length} silent`;
}

function textBody(
  lines: readonly string[],
  sections: readonly Section[],
  remarks: readonly string[],
): string {
  const tables = sections.flatMap(({ title, rows }) => ['', title, ...columns(rows)]);
  const ending = remarks.length === 0 ? [] : ['', ...remarks];
  return [...lines, ...tables, ...ending, ''].join('\n');
}

function columns(rows: Section['rows']): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
