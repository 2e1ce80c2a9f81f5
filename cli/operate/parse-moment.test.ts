import { expect, it } from 'vitest';
import { parseMoment } from './parse-moment.ts';

const now = new Date('2026-11-20T13:00:00Z');

it.each([
  ['90m', '2026-11-20T11:30:00.000Z'],
  ['2h', '2026-11-20T11:00:00.000Z'],
  ['7d', '2026-11-13T13:00:00.000Z'],
  ['2026-11-19', '2026-11-19T00:00:00.000Z'],
  ['2026-11-19T14:00:00+02:00', '2026-11-19T12:00:00.000Z'],
])('reads %s', (text, moment) => {
  expect(parseMoment('--from', text, now).toISOString()).toBe(moment);
});

it.each(['', 'soon', '7', '7w', 'frame 7', '2026-13-01', '20261119'])('refuses "%s"', (text) => {
  expect(() => parseMoment('--from', text, now)).toThrow('--from needs a span or a time');
});
