import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daySummaryKey,
  galleryDaysKey,
  galleryShardKey,
  rulesInForceKey,
} from '../../contracts/gallery-key.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { galleryRebuildKey } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { mostEntries } from '../../services/thumbnailer/merge-index.ts';
import { type MemoryBlobStore, memoryBlobStore } from '../../test/adapters/memory-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { day, decidedDay, putJson } from '../../test/gallery/decided-day.ts';
import { deliverUnreliably } from '../../test/gallery/deliver-unreliably.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { rebuild } from './rebuild.ts';

const { settings } = surroundings();

function storeOf(blobs: BlobStore) {
  return {
    ...{ blobs, name: 'here', timeZone: settings.timeZone, cameras: [], close: async () => {} },
    orOneSentence: (_: string, run: () => Promise<number>) => run(),
  };
}

function rebuildAll(blobs: BlobStore, since = '', now = '2026-11-21T08:00:00.000Z') {
  return rebuild(storeOf(blobs), { since, now: () => new Date(now), onDay: () => {} });
}

describe('a rebuilt gallery', () => {
  it('has the same bytes as what arrived, whatever was repeated, late, judged or killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = seededRandom(seed + 1);
        const [arrived, rebuilt] = [
          memoryBlobStore({ before: () => dawdle(random) }),
          memoryBlobStore(),
        ];
        const messages = await decidedDay(arrived, seededRandom(seed));
        await decidedDay(rebuilt, seededRandom(seed));
        await deliverUnreliably(arrived, messages, random);
        await rebuildAll(rebuilt);
        expect(differences(rebuilt, arrived)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  async function settled(seed = 1) {
    const blobs = memoryBlobStore();
    await decidedDay(blobs, seededRandom(seed));
    await rebuildAll(blobs);
    const copy = memoryBlobStore();
    for (const [key, text] of Object.entries(blobs.contents('gallery/index/'))) {
      await copy.put(key, new TextEncoder().encode(text));
    }
    return { blobs, index: copy };
  }

  function indexOf(blobs: MemoryBlobStore) {
    return blobs.contents('gallery/index/');
  }

  it('writes nothing again when nothing is wrong', async () => {
    const { blobs } = await settled();
    const before = blobs.contents('gallery/');
    const { puts } = blobs.calls;
    expect(await rebuildAll(blobs)).toMatchObject({
      ...{ days: 1, pictures: mostEntries + 20, removed: 0, thumbnailsMade: 0, unreadable: 0 },
    });
    // How far it came, and that it is done.
    expect(blobs.calls.puts - puts).toBe(2);
    expect(blobs.contents('gallery/')).toEqual(before);
  });

  it('leaves alone what the page is told of the rules', async () => {
    const { blobs } = await settled();
    await putJson(blobs, rulesInForceKey, { schemaVersion: 1 });
    await rebuildAll(blobs);
    expect(indexOf(blobs)[rulesInForceKey]).toBe('{"schemaVersion":1}');
  });

  it('is whole again, whatever of it was lost or spoilt', async () => {
    const { blobs, index } = await settled();
    for (const key of Object.keys(indexOf(index))) {
      for (const spoilt of ['', 'no JSON', '{"schemaVersion":1}']) {
        await blobs.put(key, new TextEncoder().encode(spoilt));
        await rebuildAll(blobs);
        expect(indexOf(blobs)).toEqual(indexOf(index));
      }
      await blobs.delete(key, (await blobs.get(key))?.etag ?? '');
      await rebuildAll(blobs);
      expect(indexOf(blobs)).toEqual(indexOf(index));
    }
  });

  it('makes a thumbnail that is lost, while its picture is there', async () => {
    const { blobs } = await settled();
    const before = blobs.contents('gallery/');
    const [lost = ''] = Object.keys(blobs.contents('gallery/thumbs/'));
    await blobs.delete(lost, (await blobs.get(lost))?.etag ?? '');
    expect(await rebuildAll(blobs)).toMatchObject({ thumbnailsMade: 1 });
    expect(blobs.contents('gallery/')).toEqual(before);
  });

  it('shows the thumbnails of pictures that are gone', async () => {
    const { blobs, index } = await settled();
    for (const key of Object.keys(blobs.contents('upload/')).concat(Object.keys(indexOf(index)))) {
      await blobs.delete(key, (await blobs.get(key))?.etag ?? '');
    }
    expect(await rebuildAll(blobs)).toMatchObject({ thumbnailsMade: 0 });
    // Whether a picture was damaged, only the picture knew.
    const without = (contents: Readonly<Record<string, string>>) =>
      JSON.stringify(contents).replaceAll(/\\"partial\\":(true|false)/g, '');
    expect(without(indexOf(blobs))).toBe(without(indexOf(index)));
  });

  it('has no entry without a record, and forgets a day without any', async () => {
    const { blobs } = await settled();
    const gone = recordKey('gate', day, `image${mostEntries + 12}`);
    await blobs.delete(gone, (await blobs.get(gone))?.etag ?? '');
    await putJson(blobs, galleryDaysKey, { schemaVersion: 1, days: ['2026-11-19', day] });
    expect(await rebuildAll(blobs)).toMatchObject({ removed: 1, pictures: mostEntries + 19 });
    expect(JSON.stringify(indexOf(blobs))).not.toContain(gone);
    expect(indexOf(blobs)[galleryDaysKey]).toBe(JSON.stringify({ schemaVersion: 1, days: [day] }));
    const summary = JSON.parse(indexOf(blobs)[daySummaryKey(day)] ?? '');
    const hours: readonly { alarm: number; quiet: number; rejected: number }[] = Object.values(
      summary.cameras.gate,
    );
    expect(
      hours.reduce((sum, { alarm, quiet, rejected }) => sum + alarm + quiet + rejected, 0),
    ).toBe(7);
  });

  it('keeps the entry of a picture whose record cannot be read, and says so', async () => {
    const { blobs } = await settled();
    const before = indexOf(blobs);
    const key = recordKey('gate', day, `image${mostEntries + 12}`);
    await blobs.put(key, new TextEncoder().encode('no JSON'));
    expect(await rebuildAll(blobs)).toMatchObject({ removed: 0, unreadable: 1 });
    expect(indexOf(blobs)).toEqual(before);
  });

  it('leaves days before the first alone', async () => {
    const blobs = memoryBlobStore();
    await decidedDay(blobs, seededRandom(1));
    expect(await rebuildAll(blobs, '2026-11-21')).toMatchObject({ days: 0, pictures: 0 });
    expect(blobs.contents('gallery/')).toEqual({});
  });

  it('goes on where it was cut short, but not a day later, and not once it is done', async () => {
    const blobs = memoryBlobStore();
    await decidedDay(blobs, seededRandom(1));
    const startedAt = '2026-11-21T07:00:00.000Z';
    const progress = { schemaVersion: 1, startedAt, since: '', done: [day], finished: false };
    await putJson(blobs, galleryRebuildKey, progress);
    expect(await rebuildAll(blobs)).toMatchObject({ days: 0, skipped: 1 });
    expect(await rebuildAll(blobs)).toMatchObject({ days: 1, skipped: 0 });
    await putJson(blobs, galleryRebuildKey, progress);
    const nextDay = '2026-11-22T07:00:01.000Z';
    expect(await rebuildAll(blobs, '', nextDay)).toMatchObject({ days: 1, skipped: 0 });
  });

  it('removes a picture from where it does not belong', async () => {
    const { blobs, index } = await settled();
    const wrong = galleryShardKey({ day, hour: '03', camera: 'garden' });
    const entry = Object.values(indexOf(index)).find((text) => text.includes('"image0"')) ?? '';
    await blobs.put(wrong, new TextEncoder().encode(entry));
    await rebuildAll(blobs);
    expect(indexOf(blobs)[wrong]).toBe('{"schemaVersion":1,"entries":{}}');
  });
});

/** The names of what two galleries do not have the same. */
function differences(one: MemoryBlobStore, other: MemoryBlobStore): readonly string[] {
  const [a, b] = [one.contents('gallery/'), other.contents('gallery/')];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]);
}

async function dawdle(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 3); turns > 0; turns -= 1) {
    await new Promise(setImmediate);
  }
}
