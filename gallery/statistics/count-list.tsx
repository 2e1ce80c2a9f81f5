import { formatCount } from '../format-number.ts';

const mostListed = 12;

type Props = {
  readonly title: string;
  readonly counted: readonly { readonly name: string; readonly count: number }[];
};

/** How often each of something was there, the most frequent first. */
export function CountList({ title, counted }: Props) {
  const listed = [...counted].sort((a, b) => b.count - a.count).slice(0, mostListed);
  const most = Math.max(1, ...listed.map(({ count }) => count));
  return (
    <section class="chart">
      <h3>{title}</h3>
      {listed.length === 0 && <p class="muted">Nothing.</p>}
      <ul class="labels">
        {listed.map(({ name, count }) => (
          <li key={name} class="label">
            <bdi>{name}</bdi>
            <span class="confidence">{formatCount(count)}</span>
            <span class="bar" aria-hidden="true">
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {counted.length > mostListed && (
        <p class="muted">and {formatCount(counted.length - mostListed)} more</p>
      )}
    </section>
  );
}
