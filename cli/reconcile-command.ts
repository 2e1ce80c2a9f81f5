import { localHour } from '../contracts/capture-time.ts';
import { parseOptions } from '../runtime/parse-options.ts';
import { findGaps, type Gaps } from '../services/sweeper/find-gaps.ts';
import { type Mended, mendGaps } from '../services/sweeper/mend-gaps.ts';
import { comparedDays, judgedDays, recentDays } from '../services/sweeper/recent-days.ts';
import { firstDay } from './first-day.ts';
import type { Controls, LoadDeployedControls } from './operate/controls.ts';
import { daysFrom } from './operate/days-from.ts';
import { forgetStrays } from './operate/forget-strays.ts';
import { withControls } from './operate/open-controls.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';

const options = {
  since: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  ...pipelineOptions,
} as const;

/** `intellicam reconcile`: finds what stopped halfway, and lets it go on. */
export async function reconcileCommand(
  args: readonly string[],
  loadDeployed: LoadDeployedControls,
  now: Date = new Date(),
): Promise<number> {
  const values = parseOptions(args, options);
  const { since } = values;
  const firstIn = since === undefined ? undefined : firstDay(since, now);
  return withControls({ ...values, what: 'reconcile', loadDeployed }, async (controls) => {
    const { store, bucket, uploads } = controls;
    const { blobs, timeZone } = store;
    const today = localHour(now.toISOString(), timeZone).day;
    const asked = firstIn && daysFrom(firstIn(timeZone), today);
    const everything = Number.POSITIVE_INFINITY;
    const gaps = await findGaps(
      { blobs, uploads, bucket, timeZone },
      {
        ...{ now, isDue: () => true, mostStragglers: everything, mostJudgements: everything },
        days: asked ?? recentDays(now, timeZone, comparedDays),
        judgedDays: asked ?? recentDays(now, timeZone, judgedDays),
        cameras: controls.cameras,
      },
    );
    const mended = values['dry-run'] ? undefined : await mend(controls, gaps);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(asJson(store.name, gaps, mended))}\n`
        : text(store.name, gaps, mended),
    );
    return (mended?.unreadable.length ?? 0) > 0 ? 1 : 0;
  });
}

type MendedAll = Mended & { readonly removed: number };

async function mend(controls: Controls, gaps: Gaps): Promise<MendedAll> {
  const { store, uploads, events } = controls;
  const mended = await mendGaps({ blobs: store.blobs, uploads, events }, gaps);
  return { ...mended, removed: await forgetStrays(store.blobs, gaps.strays) };
}

function asJson(place: string, gaps: Gaps, mended: MendedAll | undefined) {
  const named = gaps.again.map(({ object, imageId, uploadedAt, isRecorded }) => ({
    ...{ key: object.key, imageId, uploadedAt, isRecorded },
  }));
  return {
    ...{ place, stragglers: gaps.stragglers, again: named, waiting: gaps.waiting.length },
    ...{ unlisted: gaps.unlisted, strays: gaps.strays.map(({ recordKey }) => recordKey) },
    untold: gaps.untold.map(({ recordKey }) => recordKey),
    mended: mended ?? null,
  };
}

function text(place: string, gaps: Gaps, mended: MendedAll | undefined): string {
  const { stragglers, again, waiting, unlisted, strays, untold } = gaps;
  const recorded = again.filter(({ isRecorded }) => isRecorded).length;
  const found = [
    `${stragglers} pictures have lain in upload/ for more than an hour`,
    ...(again.length > 0
      ? [`  ${again.length} stopped halfway, ${recorded} of them decided on`]
      : []),
    ...(waiting.length > 0
      ? [`  ${waiting.length} wait: the labeler is down, or their messages are in the queue`]
      : []),
    `${unlisted.length} pictures are decided on and not on the page`,
    `${strays.length} are on the page and have no record`,
    `${untold.length} were judged, and the page does not show it`,
  ];
  const done =
    mended === undefined
      ? 'Nothing was changed.'
      : `Told again of ${mended.toldAgain}, repeated the events of ${mended.eventsRepeated} and ${mended.judgementsRepeated} judgements, removed ${mended.removed} from the page.`;
  const unreadable = (mended?.unreadable ?? []).map((key) => `  ${key} cannot be read`);
  return `${[`${place}:`, ...found, done, ...unreadable].join('\n')}\n`;
}
