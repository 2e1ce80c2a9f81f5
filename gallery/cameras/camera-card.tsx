import { useEffect, useState } from 'preact/hooks';
import { formatAddress, noFilter } from '../address.ts';
import { formatAgo, formatMoment } from '../format-time.ts';
import { pollWhileVisible } from '../poll-while-visible.ts';
import type { ListedEntry } from '../select-entries.ts';
import { CameraFacts } from './camera-facts.tsx';
import { CameraPicture } from './camera-picture.tsx';
import { cameraState } from './camera-state.ts';
import { type CameraSigns, readCameraSigns } from './read-cameras.ts';

const pauseMilliseconds = 20_000;

const words = {
  alive: 'Alive',
  stopped: 'Switched off',
  doubtful: 'Late',
  silent: 'Silent',
  unknown: 'Not watched',
};

type Props = { readonly camera: string; readonly newest: ListedEntry | undefined };
type Looked = CameraSigns & { readonly now: number };

/** One camera: what it saw last, and how it is. */
export function CameraCard({ camera, newest }: Props) {
  const [signs, setSigns] = useState<Looked>();
  useEffect(
    () =>
      pollWhileVisible(
        async (stopped) => {
          const read = await readCameraSigns(camera, stopped);
          if (!stopped.aborted) setSigns({ ...read, now: Date.now() });
        },
        () => pauseMilliseconds,
      ),
    [camera],
  );
  const { heartbeat, now = Date.now() } = signs ?? {};
  const { kind, at } = cameraState(
    signs ?? { heartbeat: undefined, watch: undefined },
    newest?.capturedAt,
  );
  const pictures = formatAddress({
    ...noFilter,
    view: 'day',
    day: undefined,
    camera,
    image: undefined,
  });
  return (
    <section class={`camera-card ${kind}`}>
      <CameraPicture camera={camera} heartbeat={heartbeat} newest={newest} />
      <header>
        <h3>
          <bdi>{camera}</bdi>
        </h3>
        {signs !== undefined && <span class={`camera-kind ${kind}`}>{words[kind]}</span>}
      </header>
      {at !== undefined && (
        <p class="muted">
          Last sign of life{' '}
          <time dateTime={at} title={formatMoment(at)}>
            {formatAgo(at, now)}
          </time>
        </p>
      )}
      {heartbeat !== undefined && <CameraFacts heartbeat={heartbeat} now={now} />}
      <p>
        <a href={pictures}>Its pictures</a>
      </p>
    </section>
  );
}
