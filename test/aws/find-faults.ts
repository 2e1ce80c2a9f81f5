import type { PictureOutcome } from './picture-outcome.ts';

type Conserved = {
  /** Where it was put, below `upload/`. */
  readonly key: string;
  readonly bytes: Uint8Array | undefined;
  /** All that the bucket holds. */
  readonly keys: readonly string[];
  readonly outcome: PictureOutcome | undefined;
};

/** What is wrong with an alarm that should lie in one place, with its record, thumbnail and entry. */
export function findFaults({ key, bytes, keys, outcome }: Conserved): readonly string[] {
  const name = key.replace(/^upload\//, '');
  const [camera = ''] = name.split('/');
  const places = keys.filter((one) => /^(upload|jpg_\w+)\//.test(one) && one.endsWith(`/${name}`));
  const others = keys.filter(
    (one) => /^(upload|jpg_\w+)\//.test(one) && one.includes(`/${camera}/`),
  );
  const count = (prefix: string) =>
    keys.filter((one) => one.startsWith(`${prefix}/${camera}/`)).length;
  const isSame =
    bytes !== undefined && outcome?.filed !== undefined && Buffer.from(bytes).equals(outcome.filed);
  const checks: readonly (readonly [boolean, string])[] = [
    [places.join() === `jpg_alarm/${name}`, `lies in ${places.join(', ') || 'no place'}`],
    [others.length === 1, `has ${others.length} copies`],
    [isSame, 'was filed with other bytes'],
    [count('records') === 1, `has ${count('records')} records`],
    [count('csv_alarm') === 1, `has ${count('csv_alarm')} lists of labels`],
    [outcome?.thumbnail === 'jpeg', 'has no thumbnail'],
    [outcome?.entry?.outcome === 'alarm', 'is not in the index'],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => `${key} ${fault}`);
}
