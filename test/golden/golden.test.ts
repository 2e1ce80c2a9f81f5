import { readdir, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import {
  GalleryDaySchema,
  GalleryDaysSchema,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { eventTypes, parseEventEnvelope } from '../../contracts/image-event.ts';
import { ImageRecordSchema } from '../../contracts/image-record.ts';
import { RulesInForceSchema } from '../../contracts/rules-in-force.ts';
import { parseTick, tickType } from '../../contracts/tick.ts';
import { parseWakeUp, wakeUpTypes } from '../../contracts/wake-up.ts';
import { projectFile } from '../../runtime/project-file.ts';

/**
 * What earlier versions wrote, as they wrote it. Nothing in these folders is ever changed or taken
 * away: it lies in somebody's bucket.
 */
const golden = (...path: string[]) => projectFile('test', 'golden', ...path);

const stored: Readonly<Record<string, v.GenericSchema>> = {
  records: ImageRecordSchema,
  shards: GalleryShardSchema,
  listings: GalleryDaySchema,
  days: GalleryDaysSchema,
  incidents: CameraIncidentsSchema,
  rules: RulesInForceSchema,
};

async function read(folder: string): Promise<readonly (readonly [string, unknown])[]> {
  const files = await readdir(golden(folder));
  return Promise.all(
    files.map(async (file): Promise<[string, unknown]> => {
      return [file, JSON.parse(await readFile(golden(folder, file), 'utf8'))];
    }),
  );
}

describe.each(Object.entries(stored))('every version of the %s in the store', (folder, schema) => {
  it('is read by this one', async () => {
    const documents = await read(folder);
    expect(documents.length).toBeGreaterThan(0);
    for (const [file, json] of documents) {
      const { issues = [] } = v.safeParse(schema, json);
      expect([file, issues.map(({ message }) => message)]).toEqual([file, []]);
    }
  });
});

describe('every version of an event', () => {
  it('is read by this one', async () => {
    for (const [file, json] of await read('events')) {
      const type = file.replace(/-\d+\.json$/, '');
      expect([file, parse(type, json)]).toEqual([file, expect.anything()]);
    }
  });

  it.each(eventTypes)('has today’s %s among them', async (type) => {
    const known = (await read('events'))
      .filter(([file]) => file.startsWith(`${type}-`))
      .map(([, json]) => json);
    const today: unknown = JSON.parse(
      await readFile(projectFile('docs', 'events', `${type}.example.json`), 'utf8'),
    );
    expect(today).toMatchObject({ detail: eventExamples[type].detail });
    // Copy docs/events/<type>.example.json to test/golden/events/<type>-<next number>.json.
    expect(known).toContainEqual(today);
  });
});

function parse(type: string, json: unknown): unknown {
  if (type === tickType) return parseTick(json);
  return wakeUpTypes.some((one) => one === type) ? parseWakeUp(json) : parseEventEnvelope(json);
}
