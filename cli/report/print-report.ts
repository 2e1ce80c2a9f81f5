import type { Share, Statistics } from '../../contracts/statistics.ts';
import { wrapText } from '../aws/wrap-text.ts';
import { plainText } from '../rules/plain-text.ts';
import { barRows, shadesOf } from './charts.ts';
import type { Report } from './report.ts';

type Emphasise = (title: string) => string;

const width = 80;
const barWidth = 40;
const mostNames = 12;
const mostDays = 62;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The report as text, no line wider than a small terminal. */
export function reportText(report: Report, emphasise: Emphasise): string {
  const { statistics, place } = report;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [`${place}, ${statistics.from} to ${statistics.to}`, picturesLines(statistics)],
    daysSection(statistics),
    ['Alarms by hour of the week', weekLines(statistics)],
    ['What rang', countedLines(statistics.labels)],
    ['Which rule rang', countedLines(statistics.rules)],
    ['Cameras', cameraLines(statistics)],
    ['Judged', judgedLines(statistics)],
    ['Never rang', neverLines(report)],
    ['Cost', costLines(report)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [emphasise(plainText(title)), ...lines.map(indented), ''].join('\n'))
    .join('\n');
}

function picturesLines({ pictures, alarm, quiet, rejected, filteredAway }: Statistics) {
  const away = filteredAway === undefined ? '' : `, ${percent(filteredAway)} kept silent`;
  const counts = [`${alarm} alarms`, `${quiet} quiet${away}`, `${rejected} rejected`];
  return [`${pictures} pictures: ${counts.join('; ')}`];
}

function daysSection({ days, alarm }: Statistics): readonly [string, readonly string[]] {
  const first = days.findIndex((day) => day.alarm + day.quiet + day.rejected > 0);
  if (alarm === 0) return ['Alarms a day', []];
  const known = days.slice(first).map(({ day, alarm: count }) => ({ name: day, count }));
  if (known.length <= mostDays) return ['Alarms a day', barRows(known, barWidth)];
  const months = new Map<string, number>();
  for (const { name, count } of known) {
    months.set(name.slice(0, 7), (months.get(name.slice(0, 7)) ?? 0) + count);
  }
  const rows = [...months].map(([name, count]) => ({ name, count }));
  return ['Alarms a month', barRows(rows, barWidth)];
}

function weekLines({ week, alarm }: Statistics): readonly string[] {
  if (alarm === 0) return [];
  const most = Math.max(...week.flat());
  const hours = ['00', '06', '12', '18'].map((hour) => hour.padEnd(6)).join('');
  return [
    `     ${hours}`.trimEnd(),
    ...week.map((counts, index) => `${weekdays[index]}  ${shadesOf(counts, most)}`),
    `· none, █ up to ${most}`,
  ];
}

function countedLines(counted: Statistics['labels']): readonly string[] {
  if (counted.length === 0) return [];
  const shown = counted
    .slice(0, mostNames)
    .map(({ name, count }) => ({ name: short(name), count }));
  const others = counted.slice(mostNames).reduce((sum, { count }) => sum + count, 0);
  return barRows(others > 0 ? [...shown, { name: 'others', count: others }] : shown, barWidth);
}

function cameraLines({ cameras }: Statistics): readonly string[] {
  const longest = Math.max(0, ...cameras.map(({ camera }) => short(camera).length));
  return cameras.map(
    ({ camera, alarm, quiet, rejected }) =>
      `${short(camera).padEnd(longest)}  ${alarm} alarms, ${quiet} quiet, ${rejected} rejected`,
  );
}

function judgedLines({ judged, precision, missed, quiet }: Statistics): readonly string[] {
  const right =
    precision === undefined
      ? 'no alarm is judged yet'
      : `${precision.count} of ${precision.among} judged alarms were right: ${shareText(precision)}`;
  if (missed !== undefined) {
    const expected = missed.expected < 10 ? missed.expected.toFixed(1) : missed.expected.toFixed(0);
    const sample = `${missed.count} of ${missed.among} quiet pictures looked at should have rung`;
    return [right, `${sample}: ${shareText(missed)}, about ${expected} of all ${quiet}`];
  }
  if (judged.missed === 0) return [right, 'no quiet picture is judged yet'];
  const unknown = 'how many nobody noticed shows once others are looked through';
  return [right, `${judged.missed} quiet pictures should have rung; ${unknown}`];
}

function neverLines({ neverRang: { rules, labels }, statistics }: Report): readonly string[] {
  if (statistics.pictures === 0) return [];
  return [
    ...(rules.length > 0 ? [`rules: ${rules.map(short).join(', ')}`] : []),
    ...(labels.length > 0 ? [`labels: ${labels.map(short).join(', ')}`] : []),
  ];
}

function costLines({ cost }: Report): readonly string[] {
  if (cost === undefined) return [];
  const { month, rekognitionDollars, otherDollars, expected } = cost;
  const together = (rekognitionDollars + otherDollars).toFixed(2);
  const rekognition = `${rekognitionDollars.toFixed(2)} of it Rekognition`;
  const whole =
    expected === undefined ? '' : `; ${expected.toFixed(2)} expected for the whole month`;
  return [`${month} so far: about ${together} dollars, ${rekognition}${whole}`];
}

function shareText({ share, low, high }: Share): string {
  return `${percent(share)}, between ${percent(low)} and ${percent(high)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

// Labels and cameras are named by others.
function short(name: string): string {
  const plain = [...plainText(name)];
  return plain.length > 32 ? `${plain.slice(0, 31).join('')}…` : plain.join('');
}

function indented(line: string): string {
  return wrapText(line, width - 2)
    .map((part) => `  ${part}`)
    .join('\n');
}
