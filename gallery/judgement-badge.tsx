import type { Verdict } from '../contracts/feedback.ts';
import { Icon, type IconName } from './icon.tsx';
import type { ListedEntry } from './select-entries.ts';

const badges: Record<
  Exclude<Verdict, 'none'>,
  { readonly icon: IconName; readonly text: string }
> = {
  right: { icon: 'quiet', text: 'judged right' },
  'not-an-alarm': { icon: 'close', text: 'judged not an alarm' },
  missed: { icon: 'alarm', text: 'judged a missed alarm' },
};

/** What the owner said of a picture, on its card. */
export function JudgementBadge({ entry }: { readonly entry: ListedEntry }) {
  const verdict = entry.judgement?.verdict ?? 'none';
  if (verdict === 'none') return null;
  const { icon, text } = badges[verdict];
  return (
    <span class={`verdict ${verdict}`} title={text}>
      <Icon name={icon} />
      <span class="unseen">{text}</span>
    </span>
  );
}
