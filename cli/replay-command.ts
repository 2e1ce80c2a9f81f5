import type { ImageRecord } from '../contracts/image-record.ts';
import type { BlobStore } from '../runtime/blob-store.ts';
import type { NamedConsumer } from '../runtime/discover-consumers.ts';
import { eventRule } from '../runtime/event-rule.ts';
import { parseOptions } from '../runtime/parse-options.ts';
import { readImage } from '../runtime/read-image.ts';
import { UsageError } from '../runtime/usage-error.ts';
import type { Controls, LoadDeployedControls } from './operate/controls.ts';
import { withControls } from './operate/open-controls.ts';
import { parseMoment } from './operate/parse-moment.ts';
import { progressLine } from './progress-line.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import { readRecords } from './rules/read-records.ts';

const options = {
  camera: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  consumer: { type: 'string', multiple: true },
  notify: { type: 'boolean', default: false },
  ...pipelineOptions,
} as const;

const atOnce = 50;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** `intellicam replay`: publishes the events of recorded pictures again. */
export async function replayCommand(
  args: readonly string[],
  loadDeployed: LoadDeployedControls,
  now: Date = new Date(),
): Promise<number> {
  const values = parseOptions(args, options);
  const { camera, notify, json, consumer: chosen = [] } = values;
  if (values.from === undefined)
    throw new UsageError('--from says where to begin, such as 2h or 7d');
  if (notify && chosen.length > 0)
    throw new UsageError('--notify tells everybody: name no consumer');
  const since = parseMoment('--from', values.from, now);
  const until = values.to === undefined ? now : parseMoment('--to', values.to, now);
  if (until < since) throw new UsageError('--to lies before --from');
  return withControls({ ...values, what: 'replay', loadDeployed }, async (controls) => {
    const listeners = listenersOf(controls, chosen);
    const bus = notify ? controls.events : controls.busOf(listeners);
    const progress = progressLine();
    let [sent, gone, unreadable] = [0, 0, 0];
    let waiting: ImageRecord[] = [];
    const send = async () => {
      const there = await Promise.all(
        waiting.map(async (record) =>
          (await isGone(controls.store.blobs, record, now)) ? [] : [record.event],
        ),
      );
      const events = there.flat();
      if (events.length > 0) await bus.publish(events);
      sent += events.length;
      gone += waiting.length - events.length;
      waiting = [];
      progress.show(`${sent} pictures`);
    };
    for await (const record of readRecords(recordsOf(controls), { since, until })) {
      if (record === undefined) unreadable += 1;
      else if (camera === undefined || record.event.detail.camera === camera) waiting.push(record);
      if (waiting.length >= atOnce) await send();
    }
    if (waiting.length > 0) await send();
    progress.clear();
    const to = notify ? ['everybody'] : listeners.map(({ name }) => name);
    const { name: place } = controls.store;
    const asides = [
      ...(gone > 0 ? [`; ${gone} pictures are gone`] : []),
      ...(unreadable > 0 ? [`; ${unreadable} records cannot be read`] : []),
    ].join('');
    process.stdout.write(
      json
        ? `${JSON.stringify({ place, pictures: sent, gone, unreadable, to })}\n`
        : `${place}: the events of ${sent} pictures sent to ${to.join(', ')}${asides}\n`,
    );
    return unreadable > 0 ? 1 : 0;
  });
}

/**
 * Whether a picture was deleted by age, which takes a day at the least. It must stay so: an old version, if there is
 * one, would be filed again. What was overwritten before it was filed is a dead letter of the mover's.
 */
async function isGone(
  blobs: Pick<BlobStore, 'get'>,
  { event, recordedAt }: ImageRecord,
  now: Date,
): Promise<boolean> {
  if (now.getTime() - Date.parse(recordedAt) < dayMilliseconds) return false;
  const get: BlobStore['get'] = (key) => blobs.get(key, { firstBytes: 1 });
  const { versionId: _, ...current } = event.detail;
  return (await readImage({ get }, current)) === undefined;
}

function recordsOf({ store, cameras }: Controls) {
  return { blobs: store.blobs, timeZone: store.timeZone, cameras };
}

/** Those that were named; else all that hear of pictures, but for who tells people. */
function listenersOf({ consumers }: Controls, chosen: readonly string[]): readonly NamedConsumer[] {
  const hearing = consumers.filter(({ consumer }) =>
    eventRule(consumer)?.['detail-type'].some((type) => type.startsWith('Image')),
  );
  const silent = hearing.filter(({ consumer }) => !consumer.needs.includes('alerts'));
  const stranger = chosen.find((name) => silent.every((one) => one.name !== name));
  if (stranger !== undefined) {
    const known = silent.map(({ name }) => name).join(', ');
    throw new UsageError(`nothing can be replayed to ${stranger}: there are ${known}`);
  }
  return chosen.length === 0 ? silent : silent.filter(({ name }) => chosen.includes(name));
}
