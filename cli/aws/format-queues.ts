import { type Answer, isUnknown, type Unknown } from '../../runtime/aws/owner/answer.ts';
import type { DeploymentStatus } from '../../runtime/aws/owner/deployment-status.ts';
import { columns, wrapText } from './wrap-text.ts';

const headings = ['waiting', 'in work', 'dead letters'] as const;

/** The table of consumers and what lies in their queues; below it, why a number is missing. */
export function formatQueues(
  { consumers, undelivered }: Pick<DeploymentStatus, 'consumers' | 'undelivered'>,
  emphasise: (text: string) => string,
): readonly string[] {
  const rows = [
    ...consumers.map(({ name, waiting, inWork, deadLetters, function: functionName }) => ({
      name,
      cells: [waiting, inWork, deadLetters],
      functionName,
    })),
    { name: 'undelivered', cells: [undefined, undefined, undelivered], functionName: '' },
  ];
  const nameWidth = Math.max(...rows.map(({ name }) => name.length), 'consumer'.length);
  const heading = headings.map((word) => `  ${word}`).join('');
  const lines = rows.map(({ name, cells, functionName }) => {
    const numbers = headings.map((word, index) => {
      const text = `  ${shown(cells[index]).padStart(word.length)}`;
      return word === 'dead letters' && isTrouble(cells[index]) ? emphasise(text) : text;
    });
    return `${name.padEnd(nameWidth)}${numbers.join('')}  ${functionName}`.trimEnd();
  });
  const reasons = new Set(rows.flatMap(({ cells }) => cells.filter(isMissing)).map(reason));
  return [
    `${'consumer'.padEnd(nameWidth)}${heading}  function`,
    ...lines,
    ...[...reasons].flatMap((why) => wrapText(why, columns)),
  ];
}

type Cell = Answer<number> | undefined;

function shown(cell: Cell): string {
  if (cell === undefined) return '';
  return isUnknown(cell) ? '?' : String(cell);
}

function isTrouble(cell: Cell): boolean {
  return typeof cell === 'number' && cell > 0;
}

function isMissing(cell: Cell): cell is Unknown {
  return cell !== undefined && isUnknown(cell);
}

function reason({ unknown }: Unknown): string {
  return `? is unknown: ${unknown}`;
}
