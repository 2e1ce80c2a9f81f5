import { csvCell } from '../../contracts/csv-cell.ts';
import type { Match } from '../../contracts/image-event.ts';
import type { Label } from '../../contracts/label.ts';

type CsvImage = { readonly key: string; readonly imageId: string; readonly capturedAt: string };
type CsvLabels = { readonly labels: readonly Label[]; readonly matches: readonly Match[] };

const header = ['Key', 'Label', 'Confidence', 'Rule', 'CapturedAt', 'ImageId'];

/**
 * All labels of a picture as CSV (RFC 4180): a row a label, and one when there is none.
 * `Rule` names the rows of the alarm list that rang.
 */
export function formatLabelCsv(image: CsvImage, { labels, matches }: CsvLabels): string {
  const rulesOf = (label: string) =>
    matches.filter((match) => match.label === label).map((match) => match.rule);
  const seen = labels.map(({ name, confidence }) => [
    name,
    confidence.toFixed(1),
    rulesOf(name).join('; '),
  ]);
  // What rang without a label has no other row to say so.
  const unlabelled = matches.map(({ label, rule }) => [label, '', rule]);
  const told = [seen, unlabelled].find(({ length }) => length > 0) ?? [['', '', '']];
  const rows = told.map((cells) => [image.key, ...cells, image.capturedAt, image.imageId]);
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
