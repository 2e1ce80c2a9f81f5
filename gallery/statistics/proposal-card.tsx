import { formatCount } from '../format-number.ts';
import type { Proposal } from './propose-thresholds.ts';
import { ruleLines } from './rule-lines.ts';

type Props = { readonly proposal: Proposal; readonly cameras: readonly string[] };

/** A concrete change of the rules: what it would have done, and the lines to paste. */
export function ProposalCard({ proposal, cameras }: Props) {
  const { kind, camera, label, rangFrom, threshold, rules } = proposal;
  return (
    <article class="proposal">
      <h4>
        {kind === 'raise' ? 'Raise' : 'Lower'} <bdi>{label}</bdi> on <bdi>{camera}</bdi> to{' '}
        {threshold}
      </h4>
      <p>
        {effectText(proposal)}
        {rangFrom !== undefined && ` Now it rings from ${Math.floor(rangFrom)}.`}
      </p>
      <p class="muted">
        In <code>alarms.yaml</code>
        {rules.length > 0 && (
          <>
            , in place of{' '}
            {rules.map((rule) => (
              <span key={rule}>
                “<bdi>{rule}</bdi>”{' '}
              </span>
            ))}
            (keep its zones and hours)
          </>
        )}
        :
      </p>
      <pre>
        <code>{ruleLines(proposal, cameras)}</code>
      </pre>
      <p class="muted">Try it before it is in force:</p>
      <pre>
        <code>npm run -s intellicam -- rules simulate alarms.yaml --since 14d</code>
      </pre>
    </article>
  );
}

function effectText({ kind, better, among, right, more }: Proposal): string {
  const [n, of] = [formatCount(better), formatCount(among)];
  return kind === 'raise'
    ? `${n} of ${of} false alarms fewer, none of ${formatCount(right)} right ones lost.`
    : `${n} of ${of} missed ones would have rung, and ${formatCount(more)} others.`;
}
