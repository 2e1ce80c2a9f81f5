import { formatConfidence } from './format-confidence.ts';
import { type ListedLabel, topLabels } from './top-labels.ts';

type Props = { readonly labels: readonly ListedLabel[]; readonly count: number };

/** The most telling labels of a picture. */
export function LabelChips({ labels, count }: Props) {
  const { top, more } = topLabels(labels, count);
  return (
    <span class="chips">
      {top.map(({ name, confidence, alarm }) => (
        <span key={name} class={alarm ? 'chip alarm' : 'chip'}>
          <bdi>{name}</bdi> <span class="confidence">{formatConfidence(confidence)} </span>
        </span>
      ))}
      {more > 0 && <span class="chip more">+{more}</span>}
      {labels.length === 0 && <span class="chip more">nothing recognised</span>}
    </span>
  );
}
