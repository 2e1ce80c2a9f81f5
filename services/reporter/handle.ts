import { localHour } from '../../contracts/capture-time.ts';
import { dayBefore, hourOfDay } from '../../contracts/local-day.ts';
import type { ReporterNotes } from '../../contracts/reporter-notes.ts';
import type { Tick } from '../../contracts/tick.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import { pageLinks } from '../../runtime/page-link.ts';
import type { Deps } from '../../runtime/ports.ts';
import { tellingOf } from '../../runtime/telling-of.ts';
import { composeSummary } from './compose-summary.ts';
import { beginDay } from './note-day.ts';
import { noteStore } from './note-store.ts';
import { readCameras } from './read-cameras.ts';
import { noPictures, readGalleryDay } from './read-gallery-day.ts';
import { readNotifications } from './read-notifications.ts';
import { readThumbnails } from './read-thumbnails.ts';
import { readUploaders } from './read-uploaders.ts';
import { summariseDay } from './summarise-day.ts';

/** Tells the owner once a day what the day before was like. */
export function createHandle(deps: Deps<'blobs' | 'alerts' | 'cameras'>) {
  const { alerts, settings, now } = deps;
  const { timeZone } = settings;
  const { summaryHour } = settings.notifications;
  const notes = noteStore(deps);
  const linkTo = pageLinks(deps);

  return async (_tick: Tick): Promise<HandlerOutcome> => {
    if (summaryHour === 'off') return { outcome: 'looked', reason: 'no-summary-wanted' };
    const { day: today, hour } = localHour(now().toISOString(), timeZone);
    const known = await notes.change((before) => before);
    const noted = known.began?.day === today ? known : await noteThatItBegan(today);
    if (noted.toldOn === today) return { outcome: 'looked', reason: 'told-today' };
    if (Number(hour) < summaryHour) return { outcome: 'looked', reason: 'too-early' };
    const outcome = await tellOfDayBefore(today, { noted, summaryHour });
    // Whoever dies before this sends the same summary again, which nobody gets twice.
    await notes.change((before) => ({ ...before, toldOn: today }));
    return outcome;
  };

  // What uploaders and notifier count is only known then; a machine that was off looks later.
  async function noteThatItBegan(today: string): Promise<ReporterNotes> {
    const yesterday = dayBefore(today);
    const [uploaders, messages] = await Promise.all([
      readUploaders(deps),
      readNotifications(deps, yesterday),
    ]);
    return notes.change((before) => beginDay(before, { today, yesterday, uploaders, messages }));
  }

  async function tellOfDayBefore(
    today: string,
    { noted, summaryHour: hour }: { readonly noted: ReporterNotes; readonly summaryHour: number },
  ): Promise<HandlerOutcome> {
    const day = dayBefore(today);
    const pictures = await readGalleryDay(deps, day);
    // Whoever has just begun has no yesterday.
    if (pictures === undefined && noted.toldOn === undefined) {
      return { outcome: 'looked', reason: 'first-day' };
    }
    const [cameras, shown] = await Promise.all([
      readCameras(deps),
      readThumbnails(deps, pictures?.alarms ?? []),
    ]);
    const { region } = settings;
    const facts = { day, pictures: pictures ?? noPictures, shown, noted, cameras, region };
    const toldAt = hourOfDay(today, hour, timeZone);
    const link = await linkTo({ day });
    const alert = composeSummary(summariseDay(facts), { toldAt, timeZone, link });
    const { outcome, failure } = tellingOf(alert.id, await alerts.send(alert));
    if (failure !== undefined) throw failure;
    return { outcome, summaryOf: day };
  }
}
