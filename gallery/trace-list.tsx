import { traceText } from '../contracts/trace-text.ts';
import type { PictureTrace } from './picture-record.ts';

type Lines = { readonly lines: PictureTrace };

const mostAtOnce = 4;

/** Why a picture rang or did not; what only kept quiet is folded away when it is much. */
export function TraceList({ trace }: { readonly trace: PictureTrace }) {
  const isTelling = ({ result }: PictureTrace[number]) => result !== 'quiet';
  const telling = trace.filter(isTelling);
  const others = trace.filter((line) => !isTelling(line));
  const isLong = trace.length > mostAtOnce;
  const shown = isLong ? telling : [...telling, ...others];
  const folded = isLong ? others : [];
  return (
    <section class="part">
      <h3>Why</h3>
      {trace.length === 0 && <p>No rule names anything that was seen.</p>}
      <Lines lines={shown} />
      {folded.length > 0 && (
        <details>
          <summary>{folded.length} that kept quiet</summary>
          <Lines lines={folded} />
        </details>
      )}
    </section>
  );
}

function Lines({ lines }: Lines) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={`${line.rule} ${traceText(line)}`}>
          <bdi>{line.rule}</bdi>: <bdi>{traceText(line)}</bdi>
        </li>
      ))}
    </ul>
  );
}
