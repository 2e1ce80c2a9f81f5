import { formatCount } from '../format-number.ts';
import type { Change, Effect, Proposal } from '../proposals/proposal.ts';

/** A concrete change of the rules: what it would have done, and the lines to paste. */
export function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const { kind, label, cameras, from, threshold, effect, change, mayRingMore } = proposal;
  return (
    <article class="proposal">
      <h4>
        {kind === 'raise' ? 'Raise' : 'Lower'} <bdi>{label}</bdi>
        {cameras.length === 0 && ' on all cameras'}
        {cameras.map((camera) => (
          <span key={camera}>
            {' '}
            on <bdi>{camera}</bdi>
          </span>
        ))}{' '}
        from {from} to {threshold}
      </h4>
      <p>{kind === 'raise' ? raisedText(effect) : loweredText(effect)}</p>
      {mayRingMore && (
        <p>So unsure a label is not asked for today: more may ring than these records tell.</p>
      )}
      <p class="muted">
        <Instruction change={change} />
      </p>
      <pre>
        <code>{change.lines}</code>
      </pre>
      {change.namesCameras && (
        <p class="muted">A camera that these lines do not name would ring no more for it.</p>
      )}
    </article>
  );
}

function raisedText(effect: Effect): string {
  const { falseOnes, falseFewer, right, othersFewer } = effect;
  const lost =
    right === 0
      ? 'no alarm there is called right yet'
      : `none of ${formatCount(right)} right ones lost`;
  return [
    `${formatCount(falseFewer)} of ${formatCount(falseOnes)} false alarms fewer, ${lost}.`,
    othersFewer === 0
      ? 'Nothing else would be silent.'
      : `Of what nobody has judged, ${alarms(othersFewer)} fewer.`,
    ...moreText(effect),
  ].join(' ');
}

function loweredText(effect: Effect): string {
  const { missed, found, right, othersFewer } = effect;
  return [
    `${formatCount(found)} of ${formatCount(missed)} missed ones would ring`,
    right === 0 ? '.' : `, none of ${formatCount(right)} right ones lost.`,
    ...moreText(effect).map((text) => ` ${text}`),
    othersFewer === 0 ? '' : ` Of what nobody has judged, ${alarms(othersFewer)} fewer.`,
  ].join('');
}

function moreText({ falseMore, othersMore }: Effect): readonly string[] {
  return [
    ...(othersMore === 0 ? [] : [`Of what nobody has judged, ${alarms(othersMore)} more.`]),
    ...(falseMore === 0 ? [] : [`${alarms(falseMore)} more of pictures that hold nothing.`]),
  ];
}

function alarms(count: number): string {
  return count === 1 ? '1 alarm' : `${formatCount(count)} alarms`;
}

function Instruction({ change: { place, replaced } }: { readonly change: Change }) {
  const what = (
    <>
      “<bdi>{replaced}</bdi>”
    </>
  );
  const list = <code>config/reko_alarms.csv</code>;
  const rules = <code>config/alarms.yaml</code>;
  switch (place) {
    case 'rule':
      return (
        <>
          In {rules}, in place of the rule {what}:
        </>
      );
    case 'row':
      return (
        <>
          In {list}, in place of the row {what}; your category may stand in between:
        </>
      );
    case 'row-to-rules':
      return (
        <>
          Take the row {what} out of {list}, and add to the rules of {rules}:
        </>
      );
    case 'row-to-file':
      return (
        <>
          Take the row {what} out of {list}, and write {rules}:
        </>
      );
  }
}
