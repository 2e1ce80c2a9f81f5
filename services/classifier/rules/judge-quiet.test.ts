import { describe, expect, it } from 'vitest';
import { traceText } from '../../../contracts/trace-text.ts';
import { box, judge, label, quiet } from './rules-under-test.ts';

const car = label('Car', { parents: ['Transportation', 'Vehicle'], aliases: ['Automobile'] });
const zones = {
  street: {
    points: [
      [0, 0],
      [1, 0],
      [1, 0.5],
      [0, 0.5],
    ],
  },
};
const onStreet = { box: box(0.1, 0.1, 0.2, 0.2), confidence: 95 };
const onDrive = { box: box(0.1, 0.5, 0.2, 0.4), confidence: 60 };
const people = (...instances: (typeof onStreet)[]) =>
  label('Person', { confidence: Math.max(...instances.map((one) => one.confidence)), instances });

function texts(...call: Parameters<typeof judge>): string[] {
  return judge(...call).trace.map((line) => `${line.rule}: ${traceText(line)}`);
}

describe('a rule that keeps quiet', () => {
  it('wins over a rule that is as close, whatever their order', () => {
    const rules = [
      { name: 'all', labels: 'Person' },
      { name: 'not in the garden', labels: 'Person', ...quiet, cameras: 'garden' },
    ];
    for (const order of [rules, rules.toReversed()]) {
      expect(judge({ rules: order }, [people(onDrive)]).outcome).toBe('quiet');
      expect(judge({ rules: order }, [people(onDrive)], { camera: 'gate' }).outcome).toBe('alarm');
    }
    expect(texts({ rules }, [people(onDrive)])).toEqual([
      'all: Person 60 · kept quiet by not in the garden → quiet',
      'not in the garden: Person 60 · camera garden · keeps it quiet → quiet',
    ]);
  });

  it('hides what is farther, as a Quiet row does, but only while it is in force', () => {
    const rules = [
      { labels: 'Vehicle' },
      { name: 'day', labels: 'Car', ...quiet, hours: '06:00-22:00' },
    ];
    expect(judge({ rules }, [car]).outcome).toBe('alarm');
    const capturedAt = '2026-11-20T12:00:00.000Z';
    expect(judge({ rules }, [car], { capturedAt }).outcome).toBe('quiet');
    expect(texts({ rules }, [car], { capturedAt })[0]).toBe(
      'Vehicle: Car 90 · the rule day is closer → quiet',
    );
  });

  it('yields to a rule that names the label closer', () => {
    const rules = [{ labels: 'Vehicle', ...quiet }, { labels: 'Automobile' }];
    expect(judge({ rules }, [car]).outcome).toBe('alarm');
  });

  it('never silences somebody else in the same picture', () => {
    const rules = [
      { name: 'anybody', labels: 'Person' },
      { name: 'street', labels: 'Person', ...quiet, zones: 'street' },
    ];
    const both = people(onStreet, onDrive);
    expect(judge({ zones, rules }, [people(onStreet)]).outcome).toBe('quiet');
    expect(judge({ zones, rules }, [both]).matches).toEqual([
      { rule: 'anybody', label: 'Person', confidence: 60, box: onDrive.box },
    ]);
    // It is the one on the drive who has to be sure.
    const sure = [{ ...rules[0], threshold: 70 }, rules[1]];
    expect(judge({ zones, rules: sure }, [both]).outcome).toBe('quiet');
    expect(texts({ zones, rules: sure }, [both])[0]).toBe('anybody: Person 60 < 70 → quiet');
    expect(texts({ zones, rules: sure }, [people(onDrive)])[1]).toBe(
      'street: Person 60 · not in street · does not keep it quiet → quiet',
    );
  });

  it('does not silence a label without boxes by its zone, unless it says so', () => {
    const rule = { name: 'q', labels: 'Person', ...quiet, zones: 'street' };
    const anybody = { labels: 'Person' };
    const unplaced = [label('Person')];
    expect(judge({ zones, rules: [anybody, rule] }, unplaced).outcome).toBe('alarm');
    const all = { ...rule, without_boxes: true };
    expect(judge({ zones, rules: [anybody, all] }, unplaced).outcome).toBe('quiet');
  });

  it('keeps only the sizes quiet that it names', () => {
    const rules = [
      { labels: 'Person' },
      { name: 'small', labels: 'Person', ...quiet, max_area: 0.05 },
    ];
    expect(judge({ rules }, [people(onStreet)]).outcome).toBe('quiet');
    expect(judge({ rules }, [people(onDrive)]).outcome).toBe('alarm');
  });
});

describe('of several boxes', () => {
  const rule = { labels: 'Person', zones: 'street', min_area: 0.05 };
  const smallThere = { box: box(0, 0.1, 0.1, 0.1), confidence: 99 };
  const largeThere = { box: box(0.5, 0.1, 0.4, 0.4), confidence: 70 };

  it('one has to pass everything', () => {
    expect(judge({ zones, rules: [rule] }, [people(smallThere, onDrive)]).outcome).toBe('quiet');
    expect(judge({ zones, rules: [rule] }, [people(smallThere, largeThere)]).matches).toEqual([
      { rule: 'Person', label: 'Person', confidence: 70, box: largeThere.box },
    ]);
  });

  it('the trace tells of the surest', () => {
    expect(texts({ zones, rules: [rule] }, [people(onDrive, smallThere)])).toEqual([
      'Person: Person 99 ≥ 50 · in street · area 1 % < 5 % → quiet',
    ]);
    expect(texts({ zones, rules: [rule] }, [people(onDrive)])).toEqual([
      'Person: Person 60 ≥ 50 · not in street → quiet',
    ]);
  });
});
