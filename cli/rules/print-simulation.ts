import { momentText, plainText } from './plain-text.ts';
import type { Changed, Simulation } from './simulate.ts';

/** What would change, for a person. */
export function simulationText(
  simulation: Simulation,
  { since, timeZone }: { readonly since: Date; readonly timeZone: string },
): string {
  const { pictures, rejected, unreadable, rang, wouldRing, newly, noLonger } = simulation;
  const { silentAsRepeats, unlabelled } = simulation;
  const others = [
    ...(rejected > 0 ? [`${rejected} rejected ones left out`] : []),
    ...(unlabelled > 0 ? [`${unlabelled} that were not labelled left out`] : []),
    ...(unreadable > 0 ? [`${unreadable} records cannot be read`] : []),
  ].map((text) => `; ${text}`);
  const lines = [
    `${pictures} pictures since ${momentText(since.toISOString(), timeZone)}${others.join('')}`,
    `rang ${rang}, would ring ${wouldRing}`,
    ...(silentAsRepeats > 0 ? [`${silentAsRepeats} would be silent as repeats`] : []),
    ...section('newly ring', newly, timeZone),
    ...section('no longer ring', noLonger, timeZone),
    ...(simulation.asksForLess
      ? [
          'The records may lack labels that these rules would have asked for: more may ring than told.',
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function section(
  title: string,
  { count, newest }: Simulation['newly'],
  timeZone: string,
): readonly string[] {
  const more = count > newest.length ? `, the newest ${newest.length}` : '';
  return [`${count} ${title}${more}${count > 0 ? ':' : ''}`, ...newest.map(lineOf)];

  function lineOf({ imageId, capturedAt, camera, labels, reason }: Changed): string {
    const facts = [momentText(capturedAt, timeZone), camera, labels.join(', '), reason, imageId];
    return plainText(`  ${facts.filter((fact) => fact !== '').join('  ')}`);
  }
}
