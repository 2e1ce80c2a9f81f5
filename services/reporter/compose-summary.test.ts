import { describe, expect, it } from 'vitest';
import { composeSummary } from './compose-summary.ts';
import type { DaySummary } from './day-summary.ts';
import { aDay, nothing } from './day-under-test.ts';

const telling = { toldAt: new Date('2026-11-20T07:00:00Z'), timeZone: 'Europe/Berlin' };

function compose(more: Partial<DaySummary> = {}) {
  return composeSummary({ ...aDay, ...more }, telling);
}

describe('the summary of a day', () => {
  it('tells what was seen, lost and spent', () => {
    const alert = compose();
    expect(alert).toMatchObject({
      ...{ kind: 'summary', severity: 'info', id: 'summary-2026-11-19', camera: 'all' },
      capturedAt: '2026-11-20T07:00:00.000Z',
      subject: '📋 Thursday 19 November: 14 alarms, 212 quiet pictures, 3 unreadable, attic silent',
      pictures: [{ contentId: 'alarm-1', fileName: 'alarm-1.jpg' }],
    });
    expect(alert.text).toBe(`Yesterday: 14 alarms, 212 quiet pictures, 3 unreadable.
The camera attic has been silent since 23:10 on 19 Nov 2026.
2 cameras are well.
1 camera is not watched.

Alarms
  door    1   Dog 1
  garden  13  Person 12, Dog 2

Could not be read
  3  the file is empty

Not sent by the cameras
  garden  31 left out of long events, 2 dropped, to keep the disk from filling

9 alarms rang, 5 were held back.
The pictures of the day cost about 0.24 dollars.
`);
  });

  it('is one line when nothing happened', () => {
    const { subject, text, pictures } = composeSummary(nothing, telling);
    expect(text).toBe('Nothing happened yesterday. 3 cameras are well.\n');
    expect(subject).toBe('📋 Thursday 19 November: nothing happened');
    expect(pictures).toBeUndefined();
  });

  it('tells of a silent camera though nothing happened', () => {
    const { cameras } = aDay;
    expect(composeSummary({ ...nothing, cameras }, telling).text).toMatch(
      /^Nothing happened yesterday\. The camera attic has been silent since 23:10/,
    );
  });

  it('says nothing of what nobody knows, or what costs nothing', () => {
    const { text } = compose({ messages: undefined, dollars: undefined });
    expect(text).not.toMatch(/rang|dollars/);
  });

  it.each([
    [0.001, 'less than a cent'],
    [0.2431, 'about 0.24 dollars'],
  ])('rounds %s dollars', (dollars, words) => {
    expect(compose({ dollars }).text).toContain(`cost ${words}.`);
  });

  it('shows the pictures that it has, and says when there are more', () => {
    const { html } = compose();
    expect(html).toContain('<img src="cid:alarm-1"');
    expect(html).toContain('14:02 garden: Person');
    expect(html).toContain('1 of 14 alarms:');
    expect(compose({ shown: [] }).html).not.toContain('<img');
  });

  it('stays short however many cameras, labels and reasons there are', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ name: `thing ${n}`, count: 1 }));
    const alert = compose({
      alarms: many.map(({ name }) => ({ camera: name, count: 300, labels: many })),
      rejected: many,
      cameras: many.map(({ name: camera }) => ({ camera, state: 'silent', since: aDay.day })),
    });
    expect(alert.text.length).toBeLessThan(8000);
    expect(alert.text).toContain('and 289 more');
  });

  it('lets no name become a page, a header or a line', () => {
    const name = '"><script>alert(1)</script>\r\nBcc: x\u202e';
    const [shown] = aDay.shown;
    const { subject, text, html } = compose({
      alarms: [{ camera: name, count: 1, labels: [{ name, count: 1 }] }],
      shown: shown === undefined ? [] : [{ ...shown, camera: name, labels: [name] }],
      rejected: [{ name, count: 1 }],
      cameras: [{ camera: name, state: 'silent', since: '2026-11-19T22:10:00.000Z' }],
      losses: [{ camera: name, leftOut: 1, dropped: 0, refused: 0 }],
    });
    expect(html).not.toMatch(/<(?!\/?(?:h[12]|p|div|img|table|tr|td|meta|!doctype)\b)/);
    expect(html).not.toContain('alt="14:02 "');
    expect(`${subject}${text}${html}`).not.toMatch(/\r|\nBcc|\u202e/);
    expect([...subject].length).toBeLessThanOrEqual(90);
  });
});
