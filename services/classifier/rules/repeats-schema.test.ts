import { describe, expect, it } from 'vitest';
import { readRules } from './read-rules.ts';

const read = (repeats: string) => readRules(`rules: [{ labels: Car }]\nrepeats: ${repeats}\n`);

describe('repeats in alarms.yaml', () => {
  it('are what the owner says, and as usual for the rest', () => {
    const usual = { iou: 0.7, afterMinutes: 2, forgottenAfterMinutes: 60 };
    expect(
      read('{ iou: 0.7, labels: { Person: { iou: 0.95 }, Dog: off, car: {} } }'),
    ).toMatchObject({
      rules: {
        repeats: {
          others: usual,
          labels: new Map<string, unknown>([
            ['person', { iou: 0.95, afterMinutes: 15, forgottenAfterMinutes: 10 }],
            ['dog', 'off'],
            ['car', usual],
          ]),
        },
      },
      warnings: [],
    });
    expect(read('off')).toMatchObject({ rules: { repeats: 'off' } });
  });

  it.each([
    ['on', '2: repeats must be off, or keys such as iou (it is "on")'],
    ['{ iou: 0.1 }', '2: repeats.iou must be a fraction from 0.5 to 1'],
    ['{ after_minutes: 0 }', '2: repeats.after_minutes must be a number of minutes from 1 to 1440'],
    ['{ after: 1 }', '2: repeats.after is not a key here'],
    ['{ after: 1 }', 'Allowed: iou, after_minutes, forgotten_after_minutes, labels'],
    ['{ afterMinutes: 2 }', 'is not a key here; did you mean after_minutes?'],
    ['{ forgottenAfterMinutes: 9 }', 'did you mean forgotten_after_minutes?'],
    [
      '{ labels: { Car: { iouu: 1 } } }',
      '2: repeats.labels.Car.iouu is not a key here; did you mean iou?',
    ],
    ['{ labels: { Car: 3 } }', '2: repeats.labels.Car must be off, or keys such as iou (it is 3)'],
  ])('cannot be %s', (text, told) => {
    const reading = read(text);
    const problems = reading.outcome === 'unusable' ? reading.problems : [];
    expect(problems.map(({ line, key, problem }) => `${line}: ${key} ${problem}`).join()).toContain(
      told,
    );
  });

  it('warn of a label that nobody knows', () => {
    expect(read('{ labels: { Persn: {} } }')).toMatchObject({
      warnings: [{ problem: 'the vocabulary has no label Persn; did you mean Person?' }],
    });
  });
});
