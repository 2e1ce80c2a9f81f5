import type { Tick } from '../../contracts/tick.ts';
import type { WatchedCamera } from '../../runtime/cameras.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { defaultLimitMinutes, findSigns } from './find-signs.ts';
import { isKnownAlive, judgeSigns, markTold } from './judge-signs.ts';
import { outageNews } from './outage-news.ts';
import { watchStore } from './watch-store.ts';

// A newer tick is behind it, and says the same.
const lateMilliseconds = 15 * 60_000;

/** Looks at every tick whether each camera lives, and tells of those that do not, or do again. */
export function createHandle(deps: Deps<'blobs' | 'events' | 'cameras'>) {
  const { blobs, events, cameras, settings, now } = deps;
  const watches = watchStore(deps);

  return async (tick: Tick): Promise<HandlerOutcome> => {
    if (now().getTime() - Date.parse(tick.at) > lateMilliseconds) {
      return { outcome: 'looked', cameras: 0, reason: 'late-tick' };
    }
    const watched = await cameras.list();
    // One camera that cannot be looked at never hides the others.
    const looks = await Promise.allSettled(watched.map((camera) => look(camera, tick)));
    const failures = looks.flatMap((result) =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    if (failures.length > 0) throw new AggregateError(failures, 'look after the cameras');
    const told = looks.flatMap((result) =>
      result.status === 'fulfilled' ? (result.value ?? []) : [],
    );
    if (told.length === 0) return { outcome: 'looked', cameras: watched.length };
    return { outcome: 'camera-news', cameras: watched.length, told };
  };

  async function look(watched: WatchedCamera, tick: Tick) {
    const { camera, silentAfterMinutes } = watched;
    const remembered = await watches.read(camera);
    if (isKnownAlive(remembered, silentAfterMinutes ?? defaultLimitMinutes, now())) return;
    const found = await findSigns(watched, { blobs, timeZone: settings.timeZone, now: now() });
    if (!found.watched) return;
    const { sign, limitMinutes } = found;
    const { awakeSince: since } = tick;
    const awakeSince = since === undefined ? undefined : new Date(since);
    const judged = await watches.change(camera, (before) =>
      judgeSigns(before, { now: now(), sign, limitMinutes, awakeSince }),
    );
    const news = outageNews(camera, judged, now());
    if (news === undefined) return;
    // Whoever dies between these finds it untold when the tick comes again, and tells it again.
    await events.publish([news]);
    await watches.change(camera, (before) => markTold(before, judged));
    return `${news.type} ${camera}`;
  }
}
