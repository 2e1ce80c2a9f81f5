import { csvCell } from '../../contracts/csv-cell.ts';
import type { Row } from '../../contracts/statistics.ts';

const header = [
  ...['Day', 'Camera', 'Alarms', 'Quiet', 'Rejected'],
  ...['Right', 'NotAnAlarm', 'Missed', 'RightQuiet', 'Labels'],
];

/** Each camera's day as a row of CSV. */
export function reportCsv(rows: readonly Row[]): string {
  const cells = rows.map(({ day, camera, alarm, quiet, rejected, judged, labels }) => [
    ...[day, camera, alarm, quiet, rejected],
    ...[judged.right, judged['not-an-alarm'], judged.missed, judged['right-quiet'] ?? 0],
    Object.entries(labels)
      .map(([label, count]) => `${label} ${count}`)
      .join('; '),
  ]);
  return [header, ...cells]
    .map((row) => `${row.map((cell) => csvCell(String(cell))).join(',')}\r\n`)
    .join('');
}
