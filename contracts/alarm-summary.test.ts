import { expect, it } from 'vitest';
import { alarmSummary } from './alarm-summary.ts';

const match = (label: string) => ({ rule: label, label, confidence: 90 });

it('says who is where', () => {
  expect(alarmSummary({ camera: 'garden', matches: [match('Person')] })).toBe('Person at garden');
});

it('names each label once, surest first as they come', () => {
  const matches = [match('Person'), match('Dog'), match('Person')];
  expect(alarmSummary({ camera: 'garden', matches })).toBe('Person, Dog at garden');
});

it('still says something when nothing is said of the labels', () => {
  expect(alarmSummary({ camera: 'garden', matches: [] })).toBe('Alarm at garden');
});
