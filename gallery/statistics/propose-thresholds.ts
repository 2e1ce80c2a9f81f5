import type { GalleryEntry } from '../../contracts/gallery-index.ts';

/** Another threshold for one label of one camera, and what judged pictures say of it. */
export type Proposal = {
  readonly kind: 'raise' | 'lower';
  readonly camera: string;
  readonly label: string;
  /** The least confidence that rang. */
  readonly rangFrom: number | undefined;
  readonly threshold: number;
  /** Raised: false alarms that would not have rung. Lowered: missed pictures that would have. */
  readonly better: number;
  readonly among: number;
  /** Raised: right alarms that were looked at, and none of which is lost. */
  readonly right: number;
  /** Lowered: other quiet pictures that would have rung. */
  readonly more: number;
  /** The rules that rang for the label. */
  readonly rules: readonly string[];
};

/** Fewer are an accident. */
const leastBetter = 3;
/** How many more alarms a person is worth that would else be missed. */
const moreForOneMissed = 3;

type Sighting = {
  readonly entry: GalleryEntry;
  readonly confidence: number;
  readonly rang: boolean;
  /** Nothing else in the picture rang. */
  readonly alone: boolean;
};

/**
 * Finds thresholds that would have served better, from pictures that the owner has judged. Pure and
 * careful: a threshold is raised only as far as no right alarm is lost.
 */
export function proposeThresholds(entries: readonly GalleryEntry[]): readonly Proposal[] {
  const ringing = new Set(
    entries.flatMap(({ labels }) => labels.filter(({ alarm }) => alarm).map(({ name }) => name)),
  );
  const cameras = [...new Set(entries.map(({ camera }) => camera))].sort();
  return cameras.flatMap((camera) =>
    [...ringing].sort().flatMap((label) => {
      const own = entries.filter((entry) => entry.camera === camera);
      const sightings = own.flatMap((entry) => sightingOf(entry, label));
      const place = {
        camera,
        label,
        rangFrom: leastThatRang(sightings),
        rules: rulesOf(sightings),
      };
      return [...raise(sightings), ...lower(sightings)].map((found) => ({ ...place, ...found }));
    }),
  );
}

type Found = Pick<Proposal, 'kind' | 'threshold' | 'better' | 'among' | 'right' | 'more'>;

function raise(sightings: readonly Sighting[]): readonly Found[] {
  const rang = sightings.filter((sighting) => sighting.rang);
  const falseOnes = rang.filter(({ entry }) => entry.judgement?.verdict === 'not-an-alarm');
  const right = rang.filter(({ entry }) => entry.judgement?.verdict === 'right');
  const needed = Math.min(100, ...right.filter(isAlone).map(({ confidence }) => confidence));
  const removable = falseOnes.filter(isAlone).map(({ confidence }) => confidence);
  // Whole percents: the first one above each false alarm, as long as every right one still rings.
  const thresholds = removable.map((confidence) => Math.floor(confidence) + 1);
  const threshold = Math.max(0, ...thresholds.filter((least) => least <= needed && least < 100));
  const better = removable.filter((confidence) => confidence < threshold).length;
  if (better < leastBetter) return [];
  const told = { among: falseOnes.length, right: right.length, more: 0 };
  return [{ kind: 'raise', threshold, better, ...told }];
}

function lower(sightings: readonly Sighting[]): readonly Found[] {
  const silent = sightings.filter(({ entry, rang }) => entry.outcome === 'quiet' && !rang);
  const missed = silent.filter(({ entry }) => entry.judgement?.verdict === 'missed');
  const offers = missed.map((sighting): Found => {
    const threshold = Math.max(Math.floor(sighting.confidence), 1);
    const above = silent.filter(({ confidence }) => confidence >= threshold);
    const better = above.filter((other) => missed.includes(other)).length;
    const told = { among: missed.length, right: 0, more: above.length - better };
    return { kind: 'lower', threshold, better, ...told };
  });
  const worth = ({ better, more }: Found) => better * moreForOneMissed - more;
  const [best] = offers.sort((a, b) => worth(b) - worth(a) || b.threshold - a.threshold);
  return best === undefined || worth(best) <= 0 ? [] : [best];
}

function sightingOf(entry: GalleryEntry, label: string): readonly Sighting[] {
  const seen = entry.labels.find(({ name }) => name === label);
  if (seen === undefined) return [];
  const alone = !entry.labels.some(({ name, alarm }) => alarm && name !== label);
  return [{ entry, confidence: seen.confidence, rang: seen.alarm, alone }];
}

function isAlone({ alone }: Sighting): boolean {
  return alone;
}

function leastThatRang(sightings: readonly Sighting[]): number | undefined {
  const rang = sightings.filter((sighting) => sighting.rang).map(({ confidence }) => confidence);
  return rang.length === 0 ? undefined : Math.min(...rang);
}

function rulesOf(sightings: readonly Sighting[]): readonly string[] {
  const rules = sightings.filter(({ rang }) => rang).flatMap(({ entry }) => entry.rules ?? []);
  return [...new Set(rules)].sort();
}
