import {
  type LabelerOutage,
  LabelerOutageSchema,
  labelerUp,
  type Unavailability,
} from '../../../contracts/labeler-outage.ts';
import { labelerOutageKey } from '../../../contracts/state-key.ts';
import type { Deps } from '../../../runtime/ports.ts';
import { sharedDocument } from '../../../runtime/shared-document.ts';
import {
  blocks,
  isFirstFailure,
  isProbeDue,
  withAnswer,
  withFailure,
  withHeld,
  withProbe,
  withTelling,
  withTold,
} from './judge-outage.ts';
import { outageNews } from './outage-news.ts';

/** Why a picture is not labelled now. */
export type Wait = {
  readonly reason: Unavailability;
  /** Since when nobody is answered; undefined while it may be this picture alone. */
  readonly since: string | undefined;
  /** When the labeler is asked again; undefined when that is the picture's own affair. */
  readonly probeAt: string | undefined;
};

export type LabelerCircuit = {
  /** Why the labeler must not be asked now; undefined when it may. */
  enter(): Promise<Wait | undefined>;
  /** The same without a look into the store. */
  waiting(): Wait | undefined;
  answered(): Promise<void>;
  /** `isFirst`: it had answered just before. */
  failed(imageId: string, reason: Unavailability): Promise<Wait & { readonly isFirst: boolean }>;
  /** One more picture waits. */
  held(): Promise<void>;
};

/**
 * What all processes know together of whether the labeler answers. While it does, a process reads that
 * once and writes nothing; while it does not, one picture a step asks for all.
 */
export function labelerCircuit(deps: Deps<'blobs' | 'events'>): LabelerCircuit {
  const { blobs, events, log, now, settings } = deps;
  const document = sharedDocument<LabelerOutage>({
    ...{ blobs, key: labelerOutageKey, schema: LabelerOutageSchema, empty: labelerUp },
    onUnreadable: (error) =>
      log.warn('what is known of the labeler cannot be read: it begins anew', {
        ...{ key: labelerOutageKey, error },
      }),
  });
  let known: LabelerOutage | undefined;
  let answeredAt: Date | undefined;
  let telling: Promise<void> | undefined;

  return { enter, waiting, answered, failed, held };

  async function enter(): Promise<Wait | undefined> {
    const outage = known ?? (await change((same) => same));
    await tellNews();
    if (!blocks(outage)) return undefined;
    if (!isProbeDue(outage, now())) return waitOf(outage);
    let mayAsk = true;
    const probed = await change((before) => {
      const isBlocked = blocks(before);
      mayAsk = !isBlocked || isProbeDue(before, now());
      return isBlocked && mayAsk ? withProbe(before, now()) : before;
    });
    return mayAsk ? undefined : waitOf(probed);
  }

  function waiting(): Wait | undefined {
    if (known === undefined || !blocks(known) || isProbeDue(known, now())) return undefined;
    return outageNews(known, moment()) === undefined ? waitOf(known) : undefined;
  }

  async function answered(): Promise<void> {
    answeredAt = now();
    if (known?.state !== 'down') return;
    await change((before) => withAnswer(before, now()));
    await tellNews();
  }

  async function failed(imageId: string, reason: Unavailability) {
    let isFirst = false;
    const outage = await change((before) => {
      isFirst = isFirstFailure(before, answeredAt);
      return withFailure(before, { imageId, reason, now: now(), answeredAt });
    });
    await tellNews();
    return { ...waitOf(outage), reason, isFirst };
  }

  async function held(): Promise<void> {
    await change(withHeld);
  }

  async function change(changed: (before: LabelerOutage) => LabelerOutage) {
    const after = await document.change((before) => {
      const next = changed(before);
      return { document: next, result: next };
    });
    known = after;
    return after;
  }

  function tellNews(): Promise<void> {
    telling ??= tell().finally(() => {
      telling = undefined;
    });
    return telling;
  }

  // Whoever dies between these, or is beaten by another, tells it again under the same name.
  async function tell(): Promise<void> {
    if (known === undefined || outageNews(known, moment()) === undefined) return;
    const told = await change(withTelling);
    const news = outageNews(told, moment());
    if (news === undefined) return;
    await events.publish([news]);
    await change((before) => withTold(before, told));
  }

  function moment() {
    return { now: now(), pictures: settings.labeling.whenUnavailable };
  }
}

function waitOf(outage: LabelerOutage): Wait {
  const isOpen = blocks(outage);
  return {
    reason: outage.state === 'up' ? 'failed' : outage.reason,
    since: isOpen ? outage.since : undefined,
    probeAt: isOpen ? outage.probeAt : undefined,
  };
}
