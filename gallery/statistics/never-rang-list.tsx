import { type NeverRang, neverRang } from '../../contracts/never-rang.ts';
import type { RulesInForce } from '../../contracts/rules-in-force.ts';
import type { Statistics } from '../../contracts/statistics.ts';
import { formatCount } from '../format-number.ts';

const mostListed = 12;

type Props = {
  readonly statistics: Statistics;
  readonly rules: RulesInForce;
  readonly camera: string | undefined;
};

/** Rules that never matched, and labels that never rang, of those that could have. */
export function NeverRangList({ statistics, rules, camera }: Props) {
  const never = neverRang(statistics, alarmRulesAt(rules, camera));
  // A rule of the list is called as its label.
  const labels = never.labels.filter((label) => !never.rules.includes(label));
  return (
    <section class="chart">
      <h3>Never rang</h3>
      {never.rules.length + labels.length === 0 && (
        <p class="muted">Every rule and every label rang at least once.</p>
      )}
      <Names title="Rules" names={never.rules} />
      <Names title="Labels" names={labels} />
    </section>
  );
}

function alarmRulesAt({ rules = [], list }: RulesInForce, camera: string | undefined) {
  return [...rules, ...list].filter(
    ({ effect, cameras }) =>
      effect === 'alarm' &&
      (camera === undefined || cameras.length === 0 || cameras.includes(camera)),
  );
}

type NamesProps = { readonly title: string; readonly names: NeverRang['rules'] };

function Names({ title, names }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <div>
      <h4 class="muted">{title}</h4>
      <ul class="never-rang">
        {names.slice(0, mostListed).map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      {names.length > mostListed && (
        <p class="muted">and {formatCount(names.length - mostListed)} more</p>
      )}
    </div>
  );
}
