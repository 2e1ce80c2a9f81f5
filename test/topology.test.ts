import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { eventSource, eventTypes } from '../contracts/image-event.ts';
import { matchesPattern } from '../contracts/match-pattern.ts';
import { webhookRule } from '../infra/webhook-rule.ts';
import { discoverConsumers, type NamedConsumer } from '../runtime/discover-consumers.ts';
import { eventRule } from '../runtime/event-rule.ts';
import { projectFile } from '../runtime/project-file.ts';

const examples = eventTypes.map((type) => ({
  source: eventSource,
  'detail-type': type,
  detail: eventExamples[type].detail,
}));

// Those of an owner may listen for a camera or a label that no example has.
const own = ['classifier', 'mover', 'notifier', 'reporter', 'sweeper', 'thumbnailer', 'watchman'];

describe('the topology', () => {
  let consumers: readonly NamedConsumer[] = [];
  const rules = () =>
    consumers.flatMap(({ name, consumer }) => {
      const rule = eventRule(consumer);
      return rule === undefined ? [] : [{ name, rule }];
    });

  beforeAll(async () => {
    consumers = await discoverConsumers(projectFile('dist', 'services'));
  });

  it('has the consumers that are folders of services/', () => {
    const folders = readdirSync(projectFile('services'));
    const declared = folders.filter((name) =>
      existsSync(projectFile('services', name, 'consumer.ts')),
    );
    expect(declared).toEqual(expect.arrayContaining(own));
    expect(consumers.map(({ name }) => name)).toEqual(declared.toSorted());
  });

  it('has one consumer of the uploads', () => {
    const uploads = consumers.filter(({ consumer }) => consumer.listensTo === 'uploads');
    expect(uploads.map(({ name }) => name)).toEqual(['classifier']);
  });

  it('wakes the watchman, the reporter and the sweeper by the clock, and by nothing else', () => {
    const clock = consumers.filter(({ consumer }) => consumer.listensTo === 'clock');
    expect(clock.map(({ name }) => name)).toEqual(['reporter', 'sweeper', 'watchman']);
    for (const { name, consumer } of consumers) {
      const isWoken = consumer.listensTo === 'clock';
      expect([name, consumer.everyMinutes !== undefined]).toEqual([name, isWoken]);
      expect([name, consumer.needs.includes('cameras')]).toEqual([name, isWoken]);
    }
  });

  it('lets the notifier hear of alarms, rejections and cameras, and of no quiet picture', () => {
    const rule = rules().find(({ name }) => name === 'notifier')?.rule ?? {};
    const hears = (type: (typeof eventTypes)[number], more = {}) =>
      matchesPattern(rule, {
        ...{ source: eventSource, 'detail-type': type },
        detail: { ...eventExamples[type].detail, ...more },
      });
    expect(hears('ImageClassified')).toBe(true);
    expect(hears('ImageClassified', { outcome: 'quiet' })).toBe(false);
    expect([hears('CameraSilent'), hears('CameraRecovered')]).toEqual([true, true]);
    expect(hears('ImageRejected')).toBe(true);
  });

  it('has no rule that no event matches, nor one that EventBridge would refuse', () => {
    for (const { name, rule } of rules()) {
      // Throws at what EventBridge would refuse.
      const matched = examples.some((example) => matchesPattern(rule, example));
      if (own.includes(name)) expect([name, matched]).toEqual([name, true]);
    }
  });

  it('has a listener for every event, if it is a webhook', () => {
    const all = [...rules(), { rule: webhookRule({}) }];
    for (const example of examples) {
      const listeners = all.filter(({ rule }) => matchesPattern(rule, example));
      expect([example['detail-type'], listeners.length > 0]).toEqual([
        example['detail-type'],
        true,
      ]);
    }
  });

  it('gives timers to whoever wakes itself, and to no other', () => {
    for (const { name, consumer } of consumers) {
      const wakes = (consumer.wakesItselfWith ?? []).length > 0;
      expect([name, consumer.needs.includes('timers')]).toEqual([name, wakes]);
    }
  });

  it('lets only the sweeper tell of pictures again', () => {
    const tellers = consumers.filter(({ consumer }) => consumer.needs.includes('uploads'));
    expect(tellers.map(({ name }) => name)).toEqual(['sweeper']);
  });

  it('lets nobody write where new pictures arrive, and only the mover delete what is not its own', () => {
    for (const { name, consumer } of consumers) {
      expect([name, consumer.grants.write ?? []]).not.toEqual([
        name,
        expect.arrayContaining(['upload']),
      ]);
      const deletes = consumer.grants.delete ?? [];
      const moved = ['upload', 'pictures', 'csv', 'consumers/mover'];
      expect([name, deletes]).toEqual([name, name === 'mover' ? moved : []]);
    }
  });
});
