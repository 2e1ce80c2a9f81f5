import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { galleryEntry } from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import type { DomainEvent, ImageClassified } from '../../contracts/image-event.ts';
import { turnedKey } from '../../contracts/picture-places.ts';
import { acceptFeedback } from '../../services/feedback/accept-feedback.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { pageTypes } from '../page-types.ts';
import { type GalleryServer, startGalleryServer } from './gallery-server.ts';

const { recordKey, imageId } = eventExamples.FeedbackGiven.detail;
const day = '2026-11-20';
const fromPage = { 'content-type': 'application/json', 'x-intellicam': '1' };

let store: TemporaryStore;
let pageFolder: string;
let server: GalleryServer;
const published: DomainEvent[] = [];

beforeAll(async () => {
  store = await temporaryStore();
  pageFolder = await mkdtemp(join(tmpdir(), 'gallery-page-'));
  for (const name of Object.keys(pageTypes)) {
    await writeFile(join(pageFolder, name), name);
  }
  const events = { publish: async (told: readonly DomainEvent[]) => void published.push(...told) };
  const deps = { ...surroundings(), blobs: store.blobs, events };
  server = await startGalleryServer({
    ...{ blobs: store.blobs, pageFolder, port: 0 },
    takeFeedback: (request) => acceptFeedback(request, deps),
  });
  const { type, detail } = eventExamples.ImageClassified;
  const recordedAt = detail.capturedAt;
  await put(
    recordKey,
    JSON.stringify({ schemaVersion: 1, recordedAt, event: { type, detail }, labels: [] }),
  );
});

afterAll(async () => {
  await server.close();
  await store.close();
  await rm(pageFolder, { recursive: true });
});

beforeEach(() => {
  published.length = 0;
});

async function put(key: string, text: string): Promise<void> {
  await store.blobs.put(key, new TextEncoder().encode(text));
}

function give(body: unknown, headers: Record<string, string> = fromPage): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${server.url}/api/feedback`, { method: 'POST', headers, body: text });
}

describe('a judgement', () => {
  it('is taken, kept beside the record and told of', async () => {
    const answer = await give({ recordKey, verdict: 'not-an-alarm' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(published).toMatchObject([{ type: 'FeedbackGiven', detail: { imageId } }]);
    const kept = await fetch(`${server.url}/feedback/garden/${day}/${imageId}.json`);
    expect(kept.headers.get('content-type')).toBe('application/json');
    expect(kept.headers.get('cache-control')).toBe('no-cache');
    expect(await kept.json()).toMatchObject({ verdict: 'not-an-alarm' });
  });

  it.each([
    [400, 'no verdict', { recordKey, verdict: 'perhaps' }, fromPage],
    [400, 'what does not suit the outcome', { recordKey, verdict: 'missed' }, fromPage],
    [
      403,
      'another program',
      { recordKey, verdict: 'right' },
      { 'content-type': 'application/json' },
    ],
    [
      403,
      'another origin',
      { recordKey, verdict: 'right' },
      { ...fromPage, origin: 'http://evil.example' },
    ],
    [
      403,
      'another site',
      { recordKey, verdict: 'right' },
      { ...fromPage, 'sec-fetch-site': 'cross-site' },
    ],
    [
      404,
      'no picture',
      { recordKey: recordKey.replace('garden', 'gate'), verdict: 'right' },
      fromPage,
    ],
    [413, 'too much', ' '.repeat(1025), fromPage],
    [413, 'far too much', ' '.repeat(100_000), fromPage],
    [415, 'a form', { recordKey, verdict: 'right' }, { ...fromPage, 'content-type': 'text/plain' }],
  ] as const)('is answered %i in a sentence: %s', async (status, _, body, headers) => {
    const answer = await give(body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/^\w[^\n]+\n$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(published).toEqual([]);
  });

  it('is sent with POST', async () => {
    const answer = await fetch(`${server.url}/api/feedback`, { headers: fromPage });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('what the server can do', () => {
  it('is told to the page', async () => {
    const answer = await fetch(`${server.url}/api/features`);
    expect(await answer.json()).toEqual({ feedback: true, download: true });
  });

  it('is told of a server that takes no judgement, too', async () => {
    const other = await startGalleryServer({ blobs: store.blobs, pageFolder, port: 0 });
    const answer = await fetch(`${other.url}/api/features`);
    expect(await answer.json()).toEqual({ feedback: false, download: true });
    const given = await fetch(`${other.url}/api/feedback`, { method: 'POST', headers: fromPage });
    expect(given.status).toBe(404);
    await other.close();
  });

  it('is nothing else', async () => {
    for (const path of ['/api/', '/api/config', '/api/features/', '/api/%66eatures']) {
      expect((await fetch(server.url + path)).status).toBe(404);
    }
    const posted = await fetch(`${server.url}/api/features`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

describe('the state of the cameras', () => {
  it('can be seen, and neither what is silenced nor who was told', async () => {
    await put('state/cameras/garden/heartbeat.json', '{}');
    await put('state/cameras/garden/snapshot.jpg', '\xff');
    await put('state/watch/garden.json', '{}');
    await put('state/incidents/garden.json', '{}');
    await put('state/incidents/mutes/all.json', '{}');
    await put('state/alerts/a.json', '{}');
    const asked = async (path: string) => {
      const { status, headers } = await fetch(`${server.url}/state/${path}`);
      return [status, headers.get('content-type'), headers.get('cache-control')];
    };
    const json = [200, 'application/json', 'no-cache'];
    expect(await asked('cameras/garden/heartbeat.json')).toEqual(json);
    expect(await asked('watch/garden.json')).toEqual(json);
    expect(await asked('incidents/garden.json')).toEqual(json);
    expect(await asked('cameras/garden/snapshot.jpg')).toEqual([
      200,
      'application/octet-stream',
      'no-cache',
    ]);
    for (const path of [
      'incidents/mutes/all.json',
      'alerts/a.json',
      'incidents/mutes%2Fall.json',
    ]) {
      expect((await asked(path))[0]).toBe(404);
    }
  });
});

describe('a download', () => {
  const image = eventExamples.ImageClassified.detail;
  const entry = (id: string, change: Partial<ImageClassified>) => {
    const detail = { ...image, imageId: id, ...change };
    return [id, galleryEntry({ type: 'ImageClassified', detail }, { recordKey })] as const;
  };

  beforeAll(async () => {
    const [alarm, quiet, moved, gone] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(20));
    const file = '20261120T130211Z-03.jpg';
    const entries = [
      entry(alarm ?? '', { destinationKey: `jpg_alarm/garden/${file}` }),
      entry(quiet ?? '', { outcome: 'quiet', destinationKey: `jpg_quiet/garden/${file}` }),
      entry(moved ?? '', { destinationKey: 'jpg_alarm/garden/..%2f..%2fetc' }),
      entry(gone ?? '', { destinationKey: 'jpg_alarm/garden/gone.jpg' }),
    ];
    const shard = { day, camera: 'garden', hour: '14' };
    await put(galleryDayKey(day), JSON.stringify({ schemaVersion: 1, shards: [shard] }));
    const written = { schemaVersion: 1, entries: Object.fromEntries(entries) };
    await put(galleryShardKey(shard), JSON.stringify(written));
    await put(`jpg_alarm/garden/${file}`, 'an alarm');
    await put(`jpg_quiet/garden/${file}`, 'nothing');
    await put(turnedKey('jpg_alarm/garden/..%2f..%2fetc', 'cccccccc') ?? '', 'judged');
  });

  async function download(query: string): Promise<Readonly<Record<string, string>>> {
    const answer = await fetch(`${server.url}/api/download?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="intellicam-${day}.zip"`,
    );
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    return Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
    );
  }

  it('holds the pictures of a day that are still there, each under a name of its own', async () => {
    expect(await download(`day=${day}`)).toEqual({
      'garden/20261120T130211Z-03.jpg': 'an alarm',
      [`garden/20261120T130211Z-03-${'b'.repeat(20)}.jpg`]: 'nothing',
      'garden/_.%2f..%2fetc': 'judged',
    });
  });

  it('may be of one outcome or camera', async () => {
    const quiet = { 'garden/20261120T130211Z-03.jpg': 'nothing' };
    expect(await download(`day=${day}&outcome=quiet&camera=garden`)).toEqual(quiet);
    const other = await fetch(`${server.url}/api/download?day=${day}&camera=gate`);
    expect(other.status).toBe(404);
  });

  it.each(['', 'day=', 'day=today', 'day=2026-11-20/..', `day=${day}&outcome=config`])(
    'is of nothing else: %j',
    async (query) => {
      expect((await fetch(`${server.url}/api/download?${query}`)).status).toBe(400);
    },
  );
});
