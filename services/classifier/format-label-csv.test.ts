import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLabelCsv } from './format-label-csv.ts';

const image = {
  key: 'upload/garden/a.jpg',
  imageId: '5f0c2a9be41d7c3a8e60',
  capturedAt: '2026-11-20T13:02:11.000Z',
};
const header = ['Key', 'Label', 'Confidence', 'Rule', 'CapturedAt', 'ImageId'];

function label(name: string, confidence = 90) {
  return { name, confidence, instances: [], parents: [], aliases: [], categories: [] };
}

/** A reader that does what RFC 4180 says and no more. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (found === null) throw new SyntaxError(`no CSV: ${text}`);
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('formatLabelCsv', () => {
  it('has a row a label and names the rule that rang', () => {
    const csv = formatLabelCsv(image, {
      labels: [label('Pedestrian', 98.44), label('Car', 61)],
      matches: [{ rule: 'Person', label: 'Pedestrian', confidence: 98.44 }],
    });
    expect(csv).toBe(
      [
        'Key,Label,Confidence,Rule,CapturedAt,ImageId',
        'upload/garden/a.jpg,Pedestrian,98.4,Person,2026-11-20T13:02:11.000Z,5f0c2a9be41d7c3a8e60',
        'upload/garden/a.jpg,Car,61.0,,2026-11-20T13:02:11.000Z,5f0c2a9be41d7c3a8e60',
        '',
      ].join('\r\n'),
    );
  });

  it('names the picture even when nothing was seen', () => {
    expect(readCsv(formatLabelCsv(image, { labels: [], matches: [] }))).toEqual([
      header,
      [image.key, '', '', '', image.capturedAt, image.imageId],
    ]);
  });

  it('says why a picture rang that was never labelled', () => {
    const motion = { rule: 'unlabelled', label: 'Motion', confidence: 0 };
    expect(readCsv(formatLabelCsv(image, { labels: [], matches: [motion] }))).toEqual([
      header,
      [image.key, 'Motion', '', 'unlabelled', image.capturedAt, image.imageId],
    ]);
  });

  const triggers = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

  it.each(triggers)('never lets a cell begin with %j', (trigger) => {
    const name = `${trigger}cmd|' /C calc'!A0`;
    const csv = formatLabelCsv(
      { ...image, key: name },
      { labels: [label(name)], matches: [{ rule: name, label: name, confidence: 90 }] },
    );
    const [, cells] = readCsv(csv);
    expect(cells?.slice(0, 4)).toEqual([`'${name}`, `'${name}`, '90.0', `'${name}`]);
  });

  it('gives back every cell, but for the apostrophe before a formula', () => {
    const text = fc.string({
      unit: fc.constantFrom(...triggers, '"', ',', "'", ' ', 'a', 'é', ';'),
    });
    const labels = fc.uniqueArray(
      text.map((name) => label(name)),
      {
        minLength: 1,
        selector: ({ name }) => name,
      },
    );
    fc.assert(
      fc.property(text, labels, fc.nat(), text, (key, seen, index, rule) => {
        const rang = seen[index % seen.length]?.name ?? '';
        const csv = formatLabelCsv(
          { ...image, key },
          { labels: seen, matches: [{ rule, label: rang, confidence: 90 }] },
        );
        const [first, ...rows] = readCsv(csv);
        expect(first).toEqual(header);
        const plain = rows.map((cells) =>
          cells.map((cell) => cell.replace(/^'(?=[^a é;", '])/, '')),
        );
        expect(plain.map((cells) => cells.slice(0, 4))).toEqual(
          seen.map(({ name }) => [key, name, '90.0', name === rang ? rule : ''].map(unquoted)),
        );
        for (const cell of rows.flat()) expect(triggers).not.toContain([...cell][0]);
      }),
    );
  });

  // A text that begins with an apostrophe and a trigger reads the same as the guarded trigger.
  function unquoted(cell: string): string {
    return cell.replace(/^'(?=[^a é;", '])/, '');
  }
});
