import * as v from 'valibot';
import { expect, it } from 'vitest';
import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { eventSource } from '../../contracts/image-event.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import { alarmInbox } from './alarm-inbox.ts';
import type { FirstPictures } from './first-pictures.ts';
import type { DeployedPipeline } from './open-pipeline.ts';

type Sent = DeployedPipeline & { readonly first: FirstPictures };

/** What people are told of the first pictures, and how. */
export function tellsOfPictures(sent: () => Sent): void {
  it('tells whoever subscribed of each person, alone or in a digest, and of nothing else', async () => {
    const { bucket, first } = sent();
    const { persons, told } = first;
    const key = incidentsKey('garden');
    const { incidents, digests } = v.parse(CameraIncidentsSchema, await bucket.json(key));
    const deliveries = incidents.flatMap(({ pictures }) => pictures);
    expect(deliveries.map(({ imageId }) => imageId).toSorted()).toEqual(
      persons.map(({ file }) => first.outcomeOf(file).record.event.detail.imageId).toSorted(),
    );
    expect(digests.map(({ state }) => state)).toEqual(digests.map(() => 'sent'));
    // Two of the garden's pictures are of one visit.
    expect(digests.length).toBeGreaterThan(0);
    const alone = deliveries.filter(({ delivery }) => delivery.state === 'sent');
    const held = deliveries.filter(({ delivery: d }) => d.state === 'held' && d.digest);
    expect(alone.length + held.length).toBe(persons.length);
    const subjects = told.map(({ subject }) => subject);
    expect(subjects.filter((subject) => /garden: person/i.test(subject))).toHaveLength(
      alone.length,
    );
    expect(subjects.filter((subject) => /more picture/.test(subject))).toHaveLength(digests.length);
    // And one of what could not be read.
    expect(told).toHaveLength(alone.length + digests.length + 1);
  });

  it('mails each of them with its picture, to everybody, as one thread for each visit', async () => {
    const { told, mails } = sent().first;
    expect(mails).toHaveLength(told.length);
    const ofVisits = mails.filter(({ text: raw }) => !/could not be read/.test(raw));
    for (const { to, text: raw } of ofVisits) {
      const mail = raw.replaceAll('=\r\n', '');
      expect(to).toContain('owner@example.org');
      expect(to).toContain('anna@example.org');
      expect(mail).toContain('From: IntelliCam <camera@example.org>');
      expect(mail).toMatch(/^References: <visit-[0-9a-f]+@example\.org>/m);
      expect(mail).toMatch(/https:\/\/[\w.]+\/enter\?p=3D/);
    }
    const pictures = mails.filter(({ text: mail }) => mail.includes('Content-ID: <picture>'));
    expect(pictures).toHaveLength(told.filter(({ text: said }) => /Why it rang/.test(said)).length);
  });
}

/** Whom further messages reach, and what they show. */
export function tellsWhomItConcerns(sent: () => Sent): void {
  it('shows the picture itself where there is no thumbnail yet', async () => {
    const { pipeline, inbox, send, first } = sent();
    pipeline.gate.takeMails();
    const { event } = first.outcomeOf(first.persons[0]?.file ?? '').record;
    const again = { camera: 'lane', imageId: 'again', capturedAt: new Date().toISOString() };
    const detail = { ...event.detail, ...again };
    const repeated = { source: eventSource, 'detail-type': event.type, detail };
    await send('notifier', JSON.stringify(repeated));
    await pipeline.host.drained();
    expect(pipeline.gate.takeMails()).toMatchObject([
      { text: expect.stringContaining('Content-ID: <picture>') },
    ]);
    expect(await inbox.takeAll()).toHaveLength(1);
  });

  it('tells only those whom a rule names', async () => {
    const { owner, stack, pipeline, inbox, send } = sent();
    const inboxFor = (name: string) =>
      alarmInbox(owner, stack.outputs.alarm_topic_arn, {
        QueueName: `inbox-${name}`,
        filter: { tell: [{ exists: false }, 'everybody', name] },
      });
    const [annas, bens] = [await inboxFor('anna'), await inboxFor('ben')];
    pipeline.gate.takeMails();
    const example = eventExamples.ImageClassified.detail;
    const [match] = example.matches;
    const detail = {
      ...{
        ...example,
        camera: 'porch',
        imageId: 'for-anna',
        matches: [{ ...match, tell: ['anna'] }],
      },
      capturedAt: new Date().toISOString(),
    };
    const event = { source: eventSource, 'detail-type': 'ImageClassified', detail };
    await send('notifier', JSON.stringify(event));
    await pipeline.host.drained();
    expect(await annas.takeAll()).toHaveLength(1);
    expect(await bens.takeAll()).toEqual([]);
    const newest = pipeline.gate.takeMails().map(({ to }) => to);
    expect(newest).toEqual([expect.stringContaining('anna@example.org')]);
    expect(newest[0]).not.toContain('owner@example.org');
    await Promise.all([annas.close(), bens.close(), inbox.takeAll()]);
  });
}
