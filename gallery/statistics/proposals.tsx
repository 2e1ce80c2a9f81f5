import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../format-number.ts';
import { ProposalCard } from './proposal-card.tsx';
import { type Proposed, readProposals } from './read-proposals.ts';

type Props = {
  /** On which something was judged, newest first. */
  readonly days: readonly string[];
  readonly cameras: readonly string[];
};

type State =
  | { readonly is: 'idle' | 'failed' | 'without-rules' }
  | { readonly is: 'looking'; readonly progress: string }
  | { readonly is: 'found'; readonly proposed: Proposed };

const longest = 180_000;

/** Better thresholds, from what the owner has judged. Looking takes a while, so only when asked. */
export function Proposals({ days, cameras }: Props) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const left = useRef(new AbortController());
  useEffect(() => () => left.current.abort(), []);
  const look = async () => {
    const signal = AbortSignal.any([left.current.signal, AbortSignal.timeout(longest)]);
    const onProgress = (read: number, of: number) =>
      setState({ is: 'looking', progress: ` ${formatCount(read)} of ${formatCount(of)} records` });
    setState({ is: 'looking', progress: '' });
    try {
      const proposed = await readProposals({ days, cameras, signal, onProgress });
      setState(proposed === undefined ? { is: 'without-rules' } : { is: 'found', proposed });
    } catch {
      setState({ is: 'failed' });
    }
  };
  const isLooking = state.is === 'looking';
  return (
    <section class="chart">
      <h3>Better thresholds</h3>
      {days.length === 0 ? (
        <p class="muted">
          Judge some alarms and review some quiet pictures; what your rules should say is then
          proposed here.
        </p>
      ) : (
        <button type="button" class="button" disabled={isLooking} onClick={look}>
          {isLooking ? `Looking…${state.progress}` : 'Look for proposals'}
        </button>
      )}
      <div role="status">{words(state)}</div>
      {state.is === 'found' &&
        state.proposed.proposals.map((proposal) => (
          <ProposalCard
            key={JSON.stringify([proposal.kind, proposal.cameras, proposal.label])}
            proposal={proposal}
          />
        ))}
    </section>
  );
}

function words(state: State) {
  switch (state.is) {
    case 'idle':
    case 'looking':
      return null;
    case 'failed':
      return <p>The judged days could not be read. Please try again.</p>;
    case 'without-rules':
      return <p>Your rules are not known here yet; they come with the next picture.</p>;
    case 'found':
      return <p class="muted">{foundWords(state.proposed)}</p>;
  }
}

function foundWords({ proposals, days, pictures, leftOut }: Proposed): string {
  const judgedDays = days === 1 ? '1 judged day' : `${formatCount(days)} judged days`;
  const judged = `${formatCount(pictures)} pictures of ${judgedDays}`;
  const without = leftOut === 0 ? '' : ` ${formatCount(leftOut)} more have no record to judge by.`;
  return proposals.length === 0
    ? `Nothing to propose: on ${judged} no other threshold would have served you better.${without}`
    : `${judged} were judged twice: by your rules as they are, and with each of these changes.${without}`;
}
