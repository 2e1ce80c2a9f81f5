import { useState } from 'preact/hooks';
import { formatCount } from '../format-number.ts';
import { ProposalCard } from './proposal-card.tsx';
import { type Proposed, readProposals } from './read-proposals.ts';

type Props = {
  /** On which something was judged, newest first. */
  readonly days: readonly string[];
  readonly cameras: readonly string[];
};

/** Better thresholds, from what the owner has judged. Looking takes a while, so only when asked. */
export function Proposals({ days, cameras }: Props) {
  const [proposed, setProposed] = useState<Proposed | 'looking' | 'failed'>();
  const look = async () => {
    setProposed('looking');
    try {
      setProposed(await readProposals(days, AbortSignal.timeout(60_000)));
    } catch {
      setProposed('failed');
    }
  };
  return (
    <section class="chart">
      <h3>Better thresholds</h3>
      {days.length === 0 ? (
        <p class="muted">
          Judge some alarms and review some quiet pictures; what your rules should say is then
          proposed here.
        </p>
      ) : (
        <button type="button" class="button" disabled={proposed === 'looking'} onClick={look}>
          {proposed === 'looking' ? 'Looking…' : 'Look for proposals'}
        </button>
      )}
      <div role="status">
        {proposed === 'failed' && <p>The judged days could not be read. Please try again.</p>}
        {typeof proposed === 'object' && proposed.proposals.length === 0 && (
          <p class="muted">
            Nothing to propose: on {formatCount(proposed.days)} judged days no other threshold would
            have served you better.
          </p>
        )}
      </div>
      {typeof proposed === 'object' &&
        proposed.proposals.map((proposal) => (
          <ProposalCard
            key={`${proposal.kind} ${proposal.camera}/${proposal.label}`}
            proposal={proposal}
            cameras={cameras}
          />
        ))}
    </section>
  );
}
