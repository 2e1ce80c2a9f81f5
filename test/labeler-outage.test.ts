import { describe, expect, it } from 'vitest';
import { darkroom, unavailable } from './outage/darkroom.ts';

const minute = 60;

/** A labeler that answers nobody for so many minutes, with a picture in each; what came of it. */
async function outageOf(minutes: number, labeling = {}) {
  const room = await darkroom(labeling);
  const processes = [await room.start(), await room.start()];
  const live = async (span: number) => {
    for (let passed = 0; passed < span; passed += 10) {
      await room.workOff(...processes);
      room.pass(10);
    }
  };
  room.labeler.answer = () => unavailable();
  for (let at = 0; at < minutes; at += 1) {
    await room.upload(`p${at}`);
    await live(minute);
  }
  const asked = room.labelled.length;
  return { ...room, processes, live, asked };
}

describe('a labeler that answers nobody', () => {
  it('loses nothing: pictures wait, are labelled once each, and people are told twice in all', async () => {
    const { labeler, live, asked, records, news, events, deadLetters, ...room } =
      await outageOf(20);
    expect(await records()).toEqual([]);
    expect(news()).toMatchObject([
      { type: 'LabelingStopped', detail: { reason: 'throttled', pictures: 'hold' } },
    ]);
    labeler.answer = () => [];
    await live(10 * minute);
    expect(await records()).toHaveLength(20);
    const [stopped, resumed] = news();
    expect(news()).toHaveLength(2);
    expect(resumed).toMatchObject({
      type: 'LabelingResumed',
      detail: { correlationId: stopped?.detail.correlationId, held: 20 },
    });
    expect(events.filter(({ type }) => type === 'ImageClassified')).toHaveLength(20);
    expect(await deadLetters()).toBe(0);
    expect(await room.outage()).toEqual({ schemaVersion: 1, state: 'up' });
    // The first three, and then one each step: not each picture, and not each time that it comes.
    expect(asked).toBeLessThan(16);
    expect(room.labelled.length - asked).toBe(20);
  });

  it('lets a picture wait once, though it is told of again by whoever restarts', async () => {
    const room = await darkroom();
    room.labeler.answer = () => unavailable();
    await room.upload('a');
    await room.workOff(await room.start());
    room.pass(1);
    const restarted = await room.start();
    await room.tellAgain();
    await room.workOff(restarted);
    for (let passed = 0; passed < 60; passed += 10) {
      await room.tellAgain();
      room.pass(10);
      await room.workOff(restarted);
    }
    expect(await room.messages()).toBe(1);
  });

  it('is told of only after three minutes', async () => {
    const { live, news, labeler, upload, outage } = await outageOf(2);
    expect(news()).toEqual([]);
    labeler.answer = () => [];
    await live(2 * minute);
    await upload('later');
    await live(minute);
    expect(news()).toEqual([]);
    expect(await outage()).toEqual({ schemaVersion: 1, state: 'up' });
  });

  it('lets motion ring after two minutes where its owner wants that, and does not label it later', async () => {
    const room = await outageOf(6, { whenUnavailable: 'ring' });
    const { live, records, labeler, news, events } = room;
    await live(3 * minute);
    const found = await records();
    expect(found).toHaveLength(6);
    for (const { event, labels, trace } of found) {
      expect(event).toMatchObject({
        detail: {
          ...{ outcome: 'alarm', labeler: 'none', labels: [], labelNames: [] },
          matches: [{ rule: 'unlabelled', label: 'Motion', confidence: 0 }],
        },
      });
      expect(event.detail).not.toHaveProperty('topConfidence');
      expect(labels).toEqual([]);
      expect(trace?.[0]?.checks).toMatchObject([{ what: 'labeler', passed: true }]);
    }
    expect(news()).toMatchObject([{ detail: { pictures: 'ring' } }]);
    const asked = room.labelled.length;
    labeler.answer = () => [];
    await live(20 * minute);
    expect(room.labelled.length).toBe(asked);
    expect(events.filter(({ type }) => type === 'ImageClassified')).toHaveLength(6);
  });
});

describe('a picture at which the labeler fails alone', () => {
  it('keeps no other one waiting, is told of to nobody, and ends among the dead letters', async () => {
    const room = await darkroom();
    const handle = await room.start();
    const { answer } = room.labeler;
    room.labeler.answer = (key) => (key.includes('poison') ? unavailable('failed') : answer(key));
    await room.upload('poison');
    for (let minutes = 0; minutes < 30; minutes += 1) {
      await room.upload(`p${minutes}`);
      for (let passed = 0; passed < minute; passed += 10) {
        await room.workOff(handle);
        room.pass(10);
      }
      expect(await room.records()).toHaveLength(minutes + 1);
    }
    expect(room.news()).toEqual([]);
    expect(await room.deadLetters()).toBe(1);
  });
});

describe('a budget that is spent', () => {
  const label = async (count: number, limit: number, processes = 1) => {
    const room = await darkroom({ monthlyPictures: limit });
    const handles = await Promise.all(Array.from({ length: processes }, () => room.start()));
    for (let n = 0; n < count; n += 1) await room.upload(`p${n}`);
    await room.workOff(...handles);
    return { ...room, handles };
  };

  it('is never exceeded, however many processes there are, and said at once', async () => {
    const { labelled, news, records, deadLetters } = await label(40, 25, 3);
    expect(labelled.length).toBeLessThanOrEqual(25);
    expect(labelled.length).toBeGreaterThan(25 - 3 * 10);
    expect(await records()).toHaveLength(labelled.length);
    expect(news()).toMatchObject([{ type: 'LabelingStopped', detail: { reason: 'budget' } }]);
    expect(await deadLetters()).toBe(0);
  });

  it('lets the others be labelled when the next month begins', async () => {
    const { records, news, workOff, pass, now, handles } = await label(8, 5);
    while (now() < new Date('2026-12-01T00:30:00Z')) {
      pass(20 * 3600);
      await workOff(...handles);
    }
    pass(3600);
    await workOff(...handles);
    expect(await records()).toHaveLength(8);
    expect(news().map(({ type }) => type)).toEqual(['LabelingStopped', 'LabelingResumed']);
  });

  it('lets motion ring at once where its owner wants that', async () => {
    const room = await darkroom({ monthlyPictures: 2, whenUnavailable: 'ring' });
    const handle = await room.start();
    for (let n = 0; n < 4; n += 1) await room.upload(`p${n}`);
    await room.workOff(handle);
    const labelers = (await room.records()).map(({ event }) =>
      event.type === 'ImageClassified' ? event.detail.labeler : '',
    );
    expect(labelers.toSorted()).toEqual(['none', 'none', 'test', 'test']);
  });
});
