import { useCallback } from 'preact/hooks';
import type { ViewProps } from '../lazy-view.tsx';
import type { ListedEntry } from '../select-entries.ts';
import { spanUntil } from '../statistics/read-statistics.ts';
import { readMonthSummary } from '../summaries.ts';
import { useLoaded } from '../use-loaded.ts';
import { CameraCard } from './camera-card.tsx';

const rememberedDays = 30;

/** Each camera: its last picture, and how it is. */
export function CamerasView({ live: { index } }: ViewProps) {
  const newest = index?.days[0] ?? '';
  const { value = [], failed } = useLoaded(newest, readCameraNames);
  const entries = index?.entries ?? [];
  const names = [...new Set([...value, ...entries.map(({ camera }) => camera)])].sort();
  const newestOf = useCallback(
    (camera: string): ListedEntry | undefined => entries.find((entry) => entry.camera === camera),
    [entries],
  );
  return (
    <main class="cameras" aria-busy={index === undefined}>
      <h2 class="unseen">Cameras</h2>
      {index !== undefined && names.length === 0 && (
        <p class="muted">
          {failed ? 'The cameras could not be read.' : 'No camera has sent anything yet.'}
        </p>
      )}
      {names.map((camera) => (
        <CameraCard key={camera} camera={camera} newest={newestOf(camera)} />
      ))}
    </main>
  );
}

/** Every camera that took a picture in the last month, whether it did today or not. */
async function readCameraNames(newest: string, signal: AbortSignal): Promise<readonly string[]> {
  if (newest === '') return [];
  const { from, to } = spanUntil(newest, rememberedDays);
  const months = [...new Set([from, to].map((day) => day.slice(0, 7)))];
  const read = await Promise.all(months.map((month) => readMonthSummary(month, signal)));
  return read.flatMap(({ days }) => Object.values(days).flatMap((cameras) => Object.keys(cameras)));
}
