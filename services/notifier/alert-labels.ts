import type { ImageClassified } from '../../contracts/image-event.ts';

// Enough for three labels with all their kin, and a few hundred bytes in the message.
const mostLabels = 60;

/**
 * Every word under which an alarm may be asked for, each once: what rang, its rule, its aliases and
 * its parents, so that whoever wants to hear of a `Vehicle` hears of cars.
 *
 * When there are too many, what rang itself is kept before its kin.
 */
export function alertLabels({
  matches,
  labels,
}: Pick<ImageClassified, 'matches' | 'labels'>): readonly string[] {
  const rang = new Set(matches.map((match) => match.label));
  const kin = labels.filter(({ name }) => rang.has(name));
  const words = [
    ...rang,
    ...matches.map((match) => match.rule),
    ...kin.flatMap(({ aliases }) => aliases),
    ...kin.flatMap(({ parents }) => parents),
  ];
  return [...new Set(words)].slice(0, mostLabels);
}
