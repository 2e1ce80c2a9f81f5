import { groupVisits, type Visit } from '../group-visits.ts';
import type { ListedEntry } from '../select-entries.ts';

/** Why a picture is in the audit: it nearly rang, much moved, or chance. */
type AuditReason = 'nearly' | 'busy' | 'random';
export type AuditPicture = { readonly entry: ListedEntry; readonly reason: AuditReason };

const auditSize = 12;
const mostNearly = 4;
const mostBusy = 3;
const busyVisit = 3;

/**
 * Chooses a few quiet pictures of a day to look at: those in which something was nearly sure enough
 * to ring, those in which most moved, and others by chance. The same day gives the same ones.
 */
export function chooseAudit(entries: readonly ListedEntry[], day: string): readonly AuditPicture[] {
  const quiet = entries.filter(({ outcome }) => outcome === 'quiet');
  const chosen = new Map<string, AuditPicture>();
  const take = (from: readonly ListedEntry[], reason: AuditReason, most: number) => {
    const fresh = from.filter(({ imageId }) => !chosen.has(imageId));
    for (const entry of fresh.slice(0, most)) chosen.set(entry.imageId, { entry, reason });
  };
  take(nearlyRang(quiet, ringingLabels(entries)), 'nearly', mostNearly);
  take(mostMoved(quiet), 'busy', mostBusy);
  take(shuffled(quiet, day), 'random', auditSize - chosen.size);
  return [...chosen.values()];
}

/** What rang that day; people are what most owners wait for. */
function ringingLabels(entries: readonly ListedEntry[]): ReadonlySet<string> {
  const rang = entries.flatMap(({ labels }) => labels.filter(({ alarm }) => alarm));
  return new Set(['Person', ...rang.map(({ name }) => name)]);
}

function nearlyRang(
  quiet: readonly ListedEntry[],
  ringing: ReadonlySet<string>,
): readonly ListedEntry[] {
  const sure = ({ labels }: ListedEntry) =>
    Math.max(0, ...labels.filter(({ name }) => ringing.has(name)).map((label) => label.confidence));
  return quiet.filter((entry) => sure(entry) > 0).sort((a, b) => sure(b) - sure(a));
}

/**
 * One picture of each visit, where most moved first; a long visit counts where nothing is known of that.
 * The cameras take turns: their pixels are not alike, and one may stand before a tree.
 */
function mostMoved(quiet: readonly ListedEntry[]): readonly ListedEntry[] {
  const busy = groupVisits(quiet)
    .flatMap(busiest)
    .sort((a, b) => b.moved - a.moved || b.pictures - a.pictures);
  const turns = new Map<string, number>();
  const inTurn = busy.map(({ entry }) => {
    const turn = turns.get(entry.camera) ?? 0;
    turns.set(entry.camera, turn + 1);
    return { entry, turn };
  });
  return inTurn.sort((a, b) => a.turn - b.turn).map(({ entry }) => entry);
}

type Busy = { readonly entry: ListedEntry; readonly moved: number; readonly pictures: number };

function busiest({ entries }: Visit): readonly Busy[] {
  const [most] = [...entries].sort((a, b) => movedIn(b) - movedIn(a));
  const moved = most === undefined ? 0 : movedIn(most);
  if (moved === 0 && entries.length < busyVisit) return [];
  const entry = moved > 0 ? most : entries[entries.length >> 1];
  return entry === undefined ? [] : [{ entry, moved, pictures: entries.length }];
}

function movedIn({ movedPixels = 0 }: ListedEntry): number {
  return movedPixels;
}

function shuffled(quiet: readonly ListedEntry[], seed: string): readonly ListedEntry[] {
  const drawn = quiet.map((entry) => ({ entry, lot: lotOf(`${seed} ${entry.imageId}`) }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ entry }) => entry);
}

/** FNV-1a: the same text draws the same lot everywhere. */
function lotOf(text: string): number {
  let lot = 0x811c9dc5;
  for (const letter of text) lot = Math.imul(lot ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return lot >>> 0;
}
