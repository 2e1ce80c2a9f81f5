import { useContext } from 'preact/hooks';
import type { Verdict } from '../contracts/feedback.ts';
import { Icon, type IconName } from './icon.tsx';
import { JudgingContext } from './judging.ts';
import type { ListedEntry } from './select-entries.ts';
import { useKeys } from './use-keys.ts';

type Choice = {
  readonly verdict: Verdict;
  readonly text: string;
  readonly key: string;
  readonly icon: IconName;
};

const choices: Record<'alarm' | 'quiet', readonly Choice[]> = {
  alarm: [
    { verdict: 'right', text: 'Right', key: 'r', icon: 'quiet' },
    { verdict: 'not-an-alarm', text: 'Not an alarm', key: 'n', icon: 'close' },
  ],
  quiet: [
    { verdict: 'missed', text: 'Missed', key: 'm', icon: 'alarm' },
    { verdict: 'right', text: 'Nothing here', key: 'n', icon: 'quiet' },
  ],
};

/** Says what a picture really was, by button or key. */
export function JudgeButtons({ entry }: { readonly entry: ListedEntry }) {
  const { isPossible, judge, undo } = useContext(JudgingContext);
  const offered = isPossible && entry.outcome !== 'rejected' ? choices[entry.outcome] : [];
  const acts = offered.map(({ key, verdict }) => [key, () => judge(entry, verdict)]);
  useKeys({ ...Object.fromEntries(acts), u: undo && (() => void undo()) }, true);
  if (offered.length === 0) return null;
  const said = entry.judgement?.verdict ?? 'none';
  return (
    <fieldset class="judge">
      <legend class="unseen">What was it?</legend>
      {offered.map(({ verdict, text, key, icon }) => (
        <button
          key={verdict}
          type="button"
          class={`button ${verdict}`}
          aria-pressed={said === verdict}
          aria-keyshortcuts={key}
          title={`Key ${key}`}
          onClick={() => judge(entry, verdict)}
        >
          <Icon name={icon} /> {text}
        </button>
      ))}
      {said !== 'none' && (
        <button
          type="button"
          class="button"
          aria-label="Take the judgement back"
          title="Take it back"
          onClick={() => judge(entry, 'none')}
        >
          <Icon name="undo" />
        </button>
      )}
    </fieldset>
  );
}
