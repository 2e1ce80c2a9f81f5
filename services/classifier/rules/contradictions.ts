import { nearestWord } from '../../../runtime/nearest-word.ts';
import { nameOf } from './compile-rules.ts';
import { areaOf } from './in-zone.ts';
import type { RulesFile } from './rules-schema.ts';

/** Something about one place of the file. */
export type Remark = { readonly path: readonly (string | number)[]; readonly text: string };

type WrittenRule = RulesFile['rules'][number];

/** What makes a file unusable although each of its values is fine. */
export function contradictions(file: RulesFile): readonly Remark[] {
  const nothing = file.rules.length === 0 && !file.list;
  return [
    ...(nothing
      ? [{ path: ['rules'], text: 'must have at least one rule, or nothing rings' }]
      : []),
    ...Object.entries(file.zones).flatMap(([name, { points }]) =>
      areaOf(points) > 0
        ? []
        : [{ path: ['zones', name, 'points'], text: 'must enclose something; they lie on a line' }],
    ),
    ...(Object.hasOwn(file.profiles, hoursWord) ? [reservedProfile] : []),
    ...sameNames(file.rules),
    ...file.rules.flatMap((rule, index) =>
      [
        ...unknownNames(rule.zones, { key: 'zones', kind: 'zone', known: file.zones }),
        ...unknownNames(rule.profiles, { key: 'profiles', kind: 'profile', known: file.profiles }),
        ...impossibleArea(rule),
        ...pointlessWhenQuiet(rule),
      ].map(({ path, text }) => ({ path: ['rules', index, ...path], text })),
    ),
  ];
}

/** What gives the profiles back to their hours, where a profile's name could stand. */
export const hoursWord = 'auto';

const reservedProfile: Remark = {
  path: ['profiles', hoursWord],
  text: 'is how intellicam profile gives them back to their hours: call it something else',
};

function sameNames(rules: readonly WrittenRule[]): readonly Remark[] {
  const names = rules.map(nameOf);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (first === index) return [];
    const text = `rule ${first + 1} is called ${name}, too; give this one a name of its own`;
    return [{ path: ['rules', index, 'name'], text }];
  });
}

type Known = { readonly key: string; readonly kind: string; readonly known: object };

function unknownNames(
  names: readonly string[] = [],
  { key, kind, known }: Known,
): readonly Remark[] {
  const there = Object.keys(known);
  return names.flatMap((name, index) => {
    if (there.includes(name)) return [];
    const meant = nearestWord(name, there);
    const hint = meant === undefined ? '.' : `; did you mean ${meant}?`;
    const others = there.length === 0 ? `There is no ${kind} yet` : `There are ${there.join(', ')}`;
    return [{ path: [key, index], text: `there is no ${kind} ${name}${hint} ${others}` }];
  });
}

function impossibleArea({ min_area: least, max_area: most }: WrittenRule): readonly Remark[] {
  if (least === undefined || most === undefined || least <= most) return [];
  return [
    { path: ['max_area'], text: `must be at least min_area (it is ${most}, below ${least})` },
  ];
}

// Somebody who writes it means something else than what would happen.
function pointlessWhenQuiet(rule: WrittenRule): readonly Remark[] {
  if (rule.then !== 'quiet') return [];
  return (['threshold', 'min_score', 'severity', 'tell'] as const).flatMap((key) =>
    rule[key] === undefined
      ? []
      : [{ path: [key], text: 'means nothing in a rule that keeps quiet: take it out' }],
  );
}
