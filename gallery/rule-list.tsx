import { formatExactConfidence } from './format-confidence.ts';
import type { PictureMatch } from './picture-record.ts';

/** Which of the owner's rules rang, and what each of them caught. */
export function RuleList({ matches }: { readonly matches: readonly PictureMatch[] }) {
  const surestLast = [...matches].sort((a, b) => a.confidence - b.confidence);
  const caught = new Map(surestLast.map((match) => [`${match.rule} ${match.label}`, match]));
  return (
    <section class="part">
      <h3>Why it rang</h3>
      <ul>
        {[...caught].map(([key, { rule, label, confidence }]) => (
          <li key={key}>
            Rule “<bdi>{rule}</bdi>” caught <bdi>{label}</bdi>, {formatExactConfidence(confidence)}
          </li>
        ))}
      </ul>
    </section>
  );
}
