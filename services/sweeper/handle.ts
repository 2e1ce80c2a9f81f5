import { localHour } from '../../contracts/capture-time.ts';
import type { Tick } from '../../contracts/tick.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { isDue } from './choose-stragglers.ts';
import { findGaps } from './find-gaps.ts';
import { mendGaps } from './mend-gaps.ts';
import { comparedDays, judgedDays, recentDays } from './recent-days.ts';

// A newer tick is behind it, and finds the same.
const lateMilliseconds = 15 * 60_000;
// On one machine the clock ticks every minute.
const restMilliseconds = 55 * 60_000;
// Two requests each: what is left has its turn another day.
const mostStragglers = 1_000;
const mostRepeated = 200;
// A request each; what a crash left out is among the newest.
const mostJudgements = 2_000;
// When little happens.
const comparingHour = '04';

/** Once an hour lets pictures go on that stopped halfway, and once a day mends the page's list of them. */
export function createHandle(deps: Deps<'blobs' | 'events' | 'cameras' | 'uploads'>) {
  const { log, settings, now } = deps;
  const { bucket, timeZone } = settings;
  let sweptAt = Number.NEGATIVE_INFINITY;

  return async (tick: Tick): Promise<HandlerOutcome> => {
    const at = now();
    if (at.getTime() - Date.parse(tick.at) > lateMilliseconds) {
      return { outcome: 'rested', reason: 'late-tick' };
    }
    // A clock that was put back is no rest.
    if (Math.abs(at.getTime() - sweptAt) < restMilliseconds) return { outcome: 'rested' };
    const isFirst = sweptAt === Number.NEGATIVE_INFINITY;
    const outcome = await sweep(at, compares(tick, isFirst));
    sweptAt = at.getTime();
    return outcome;
  };

  // A home server that is switched off at night would never come to it.
  function compares({ at, awakeSince }: Tick, isFirst: boolean): boolean {
    return (isFirst && awakeSince !== undefined) || localHour(at, timeZone).hour === comparingHour;
  }

  async function sweep(at: Date, isComparing: boolean): Promise<HandlerOutcome> {
    const cameras = isComparing ? await deps.cameras.list() : [];
    const found = await findGaps(
      { ...deps, bucket, timeZone },
      {
        ...{ now: at, isDue, mostStragglers, mostJudgements },
        days: isComparing ? recentDays(at, timeZone, comparedDays) : [],
        judgedDays: isComparing ? recentDays(at, timeZone, judgedDays) : [],
        cameras: cameras.map(({ camera }) => camera),
      },
    );
    const { toldAgain, eventsRepeated, judgementsRepeated, unreadable } = await mendGaps(deps, {
      again: found.again,
      unlisted: found.unlisted.slice(0, mostRepeated),
      untold: found.untold.slice(0, mostRepeated),
    });
    if (unreadable.length > 0) log.error('records cannot be read', { keys: unreadable });
    if (found.strays.length > 0) {
      log.warn('pictures are listed that have no record: run intellicam reconcile', {
        imageIds: found.strays.slice(0, 20).map(({ imageId }) => imageId),
      });
    }
    return {
      outcome: toldAgain + eventsRepeated + judgementsRepeated > 0 ? 'mended' : 'swept',
      ...{ stragglers: found.stragglers, waiting: found.waiting.length },
      ...{ toldAgain, eventsRepeated, judgementsRepeated, strays: found.strays.length },
      imageIds: found.again.slice(0, 20).map(({ imageId }) => imageId),
    };
  }
}
