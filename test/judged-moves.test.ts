import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { newerJudgement, type Verdict } from '../contracts/feedback.ts';
import type { DomainEvent } from '../contracts/image-event.ts';
import { csvKeysOf, judgedKey } from '../contracts/picture-places.ts';
import type { BlobStore, StoredBlob } from '../runtime/blob-store.ts';
import { acceptFeedback } from '../services/feedback/accept-feedback.ts';
import { createHandle } from '../services/mover/handle.ts';
import { surroundings } from './adapters/surroundings.ts';

// Whoever waits for another to finish gives it its turn.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

type Moved = DomainEvent<'ImageClassified' | 'FeedbackGiven'>;
type Step = { readonly verdict: Verdict } | 'move' | 'upload again';
type Turn = () => Promise<void>;

const { recordKey } = eventExamples.FeedbackGiven.detail;
const picture = new TextEncoder().encode('picture');
const etag = etagOf(picture);

function etagOf(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** A store in which every request, and each half of a copy, waits for its turn. */
function store(isVersioned: boolean) {
  const objects = new Map<string, Uint8Array>();
  const uploads = new Map<string, Uint8Array>();

  function seenBy(turn: Turn): BlobStore {
    const blobOf = (bytes: Uint8Array): StoredBlob => ({
      ...{ bytes, etag: etagOf(bytes), sizeBytes: bytes.length },
      ...{ lastModified: new Date(0), metadata: {} },
    });
    return {
      async get(key) {
        await turn();
        const bytes = objects.get(key);
        return bytes && blobOf(bytes);
      },
      async put(key, bytes, { condition } = {}) {
        await turn();
        const there = objects.get(key);
        const holds =
          condition === 'if-absent'
            ? there === undefined
            : there !== undefined && etagOf(there) === condition?.ifMatch;
        if (!holds) return { outcome: 'conflict' };
        objects.set(key, bytes);
        return { outcome: 'stored', etag: etagOf(bytes) };
      },
      async copy(from, to, { ifMatch, versionId }) {
        await turn();
        const bytes = versionId === undefined ? objects.get(from) : uploads.get(from);
        if (bytes === undefined || etagOf(bytes) !== ifMatch) return 'missing';
        await turn();
        if (objects.has(to)) return 'exists';
        objects.set(to, bytes);
        return 'copied';
      },
      async delete(key, ifMatch) {
        await turn();
        const bytes = objects.get(key);
        if (bytes === undefined) return 'missing';
        if (etagOf(bytes) !== ifMatch) return 'conflict';
        objects.delete(key);
        return 'deleted';
      },
      async *list() {},
    };
  }

  return {
    objects,
    upload: (key: string) => {
      objects.set(key, picture);
      if (isVersioned) uploads.set(key, picture);
    },
    seenBy,
  };
}

const anyStep = fc.oneof(
  fc.constantFrom<Step>('move', 'upload again'),
  fc.constantFrom<Verdict>('not-an-alarm', 'missed', 'none').map((verdict) => ({ verdict })),
);

it('files a picture in exactly one folder, by its newest judgement, whatever meets and dies', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.record({
        isVersioned: fc.boolean(),
        outcome: fc.constantFrom('alarm' as const, 'quiet' as const),
        steps: fc.array(anyStep, { maxLength: 8 }),
        // After how many requests each of the first workers dies.
        lives: fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 8 }),
      }),
      async (scheduler, { isVersioned, outcome, steps, lives }) => {
        const { objects, upload, seenBy } = store(isVersioned);
        const { versionId: _, ...example } = {
          versionId: '',
          ...eventExamples.ImageClassified.detail,
        };
        const filedKey = `jpg_${outcome}/garden/20261120T130211Z-03.jpg`;
        const detail = {
          ...{ ...example, outcome, etag, destinationKey: filedKey },
          ...(isVersioned ? { versionId: 'v1' } : {}),
        };
        const classified: Moved = { type: 'ImageClassified', detail };
        const record = {
          schemaVersion: 1,
          recordedAt: detail.capturedAt,
          labels: [],
          event: classified,
        };
        objects.set(recordKey, new TextEncoder().encode(JSON.stringify(record)));
        const csv = csvKeysOf(filedKey, detail.imageId);
        objects.set(csv?.filed ?? '', new TextEncoder().encode('Key,Label\r\n'));
        upload(detail.key);

        let clock = Date.parse('2026-11-20T14:00:00Z');
        let newest = { verdict: 'none' as Verdict, givenAt: '' };
        const waiting: Moved[] = [];
        const started: Promise<void>[] = [];
        let again = false;
        const lifetimes = [...lives];
        const worker = (life = Number.POSITIVE_INFINITY) => {
          let left = life;
          const turn = async () => {
            await scheduler.schedule(Promise.resolve());
            left -= 1;
            if (left < 0) throw new Error('died');
          };
          const now = () => {
            clock += 1;
            return new Date(clock);
          };
          return { ...surroundings(), now, blobs: seenBy(turn) };
        };

        const move = async (event: Moved) => {
          await createHandle(worker(lifetimes.pop()))(event).catch(() => waiting.push(event));
        };
        const judge = async (verdict: Verdict) => {
          const deps = worker(lifetimes.pop());
          const publish = async (events: readonly DomainEvent[]) => {
            for (const event of events) {
              if (event.type !== 'FeedbackGiven') continue;
              const { verdict: given, givenAt } = event.detail;
              newest = newerJudgement({ verdict: given, givenAt }, newest);
              started.push(move(event));
            }
          };
          const request = {
            ...{ method: 'POST', host: 'localhost' },
            headers: { 'content-type': 'application/json', 'x-intellicam': '1' },
            body: new TextEncoder().encode(JSON.stringify({ recordKey, verdict })),
          };
          // Whoever gets no answer gives it again.
          await acceptFeedback(request, { ...deps, events: { publish } }).catch(() => undefined);
        };

        for (const step of steps) {
          // With versions it would be another picture.
          if (step === 'upload again' && !isVersioned) again = true;
          started.push(typeof step === 'string' ? move(classified) : judge(step.verdict));
        }
        waiting.push(classified);
        await scheduler.waitFor(allOf(started));
        if (again) upload(detail.key);
        // What was never told of, because its worker died in between, somebody gives again.
        const kept = objects.get(recordKey.replace('records/', 'feedback/'));
        if (kept !== undefined) started.push(judge(verdictIn(kept)));
        await scheduler.waitFor(allOf(started));
        while (waiting.length > 0) {
          // Whoever died holding the picture is not waited for any longer.
          clock += 60_000;
          const again = waiting.splice(0).map((event) => move(event));
          await scheduler.waitFor(Promise.all(again));
        }

        const places = [...objects.keys()].filter((key) => /^(upload|jpg_)/.test(key));
        const { imageId } = detail;
        const place = judgedKey({ imageId, outcome, filedKey }, newest.verdict);
        expect(places).toEqual([place]);
        expect(objects.has(csv?.filed ?? '')).toBe(true);
        expect(objects.has(csv?.turned ?? '')).toBe(place !== filedKey);
        expect([...objects.keys()].filter((key) => key.startsWith('state/'))).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

/** Also of what is started meanwhile. */
async function allOf(started: Promise<void>[]): Promise<void> {
  while (started.length > 0) await started.shift();
}

function verdictIn(bytes: Uint8Array): Verdict {
  return JSON.parse(new TextDecoder().decode(bytes)).verdict;
}
