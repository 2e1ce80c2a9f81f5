import { cocoLabels } from '../../contracts/label-vocabulary.ts';
import { nearestWord } from '../../runtime/nearest-word.ts';

type KnownLabel = {
  /** As an alarm carries it. */
  readonly label: string;
  readonly warning?: string;
};

// A name wins over a parent, and a parent over an alias: `Computer` is itself.
const spellings = new Map(
  [
    ...cocoLabels.flatMap(({ name, aliases }) => aliases.map((alias) => [alias, name] as const)),
    ...cocoLabels.flatMap(({ parents }) => parents.map((parent) => [parent, parent] as const)),
    ...cocoLabels.map(({ name }) => [name, name] as const),
  ].map(([word, label]) => [word.toLowerCase(), label] as const),
);
const words = [...new Set(cocoLabels.flatMap((label) => [...namesOf(label)]))];

/** The label that was meant, in the vocabulary's spelling; SNS tells `person` from `Person`. */
export function knownLabel(written: string): KnownLabel {
  const label = spellings.get(written.toLowerCase());
  if (label !== undefined) return { label };
  const meant = nearestWord(written, words);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return {
    label: written,
    warning: `the vocabulary has no label ${written}${hint} It is asked for exactly as it is written`,
  };
}

function namesOf({ name, parents, aliases }: (typeof cocoLabels)[number]): readonly string[] {
  return [name, ...parents, ...aliases];
}
