import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { LabelingResumed, LabelingStopped } from '../../contracts/labeling-event.ts';
import { snsSubject } from '../../runtime/aws/sns-message.ts';
import { composeLabelingNews } from './compose-labeling-news.ts';

const { LabelingStopped: stopped, LabelingResumed: resumed } = eventExamples;
const zone = 'Europe/Berlin';

const told = (more: Partial<LabelingStopped> = {}) =>
  composeLabelingNews({ ...stopped, detail: { ...stopped.detail, ...more } }, zone);
const toldOfEnd = (more: Partial<LabelingResumed> = {}) =>
  composeLabelingNews({ ...resumed, detail: { ...resumed.detail, ...more } }, zone);

describe('the message that pictures cannot be labelled', () => {
  it('says since when, why, and that nothing is lost', () => {
    const alert = told();
    expect(alert).toMatchObject({
      ...{ kind: 'trouble', severity: 'alarm', camera: '-', labels: [] },
      id: `${stopped.detail.correlationId}-stopped`,
      subject: 'Pictures cannot be labelled since 14:02 (throttled)',
    });
    expect(alert.text).toContain('(throttled).\n\nThey wait; nothing is lost.\n');
    expect(alert.text.split('\n').filter((line) => alert.html.includes(line))).not.toEqual([]);
  });

  it('says that motion rings where its owner wants that', () => {
    expect(told({ pictures: 'ring' }).text).toContain('whatever moves where a rule could ring');
    expect(told({ pictures: 'ring' }).text).not.toContain('They wait');
  });

  it.each([
    ['throttled', 'It passes by itself'],
    ['denied', 'intellicam doctor'],
    ['no-answer', 'It passes by itself'],
    ['failed', 'It passes by itself'],
    ['budget', 'raise spend.stopAtDollars'],
  ] as const)('says what to do when it is %s', (reason, remedy) => {
    const { text, subject } = told({ reason });
    expect(text).toContain(remedy);
    // A message on the phone has no more.
    expect(snsSubject(subject)).toBe(subject);
  });
});

describe('the message that it is over', () => {
  it('says how long it lasted, and how many pictures waited', () => {
    const alert = toldOfEnd();
    expect(alert).toMatchObject({
      ...{ kind: 'trouble', severity: 'info', id: `${resumed.detail.correlationId}-resumed` },
      subject: 'Pictures are labelled again after 1 hour 10 minutes',
    });
    expect(alert.text).toContain('They could not be from 14:02 to 15:12 (throttled).');
    expect(alert.text).toContain('37 pictures waited, and are labelled now.');
  });

  it.each([
    [0, 'No picture waited.'],
    [1, '1 picture waited, and is labelled now.'],
  ])('of %d pictures says %s', (held, sentence) => {
    expect(toldOfEnd({ held }).text).toContain(sentence);
  });

  it('names the day on which it began when that was another', () => {
    expect(toldOfEnd({ since: '2026-11-18T13:02:11.000Z' }).text).toContain(
      'from 14:02 on 18 Nov 2026 to 15:12',
    );
  });
});
