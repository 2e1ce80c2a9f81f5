import { useCallback, useState } from 'preact/hooks';
import type { ViewProps } from '../lazy-view.tsx';
import { SelectBox } from '../select-box.tsx';
import { useLoaded } from '../use-loaded.ts';
import { CountList } from './count-list.tsx';
import { DayBars } from './day-bars.tsx';
import { NeverRangList } from './never-rang-list.tsx';
import { Proposals } from './proposals.tsx';
import { readCost } from './read-cost.ts';
import { readRules } from './read-rules.ts';
import { readStatistics, spanUntil } from './read-statistics.ts';
import { Tiles } from './tiles.tsx';
import { WeekMap } from './week-map.tsx';

const spans = [
  ['7', 'Last 7 days'],
  ['30', 'Last 30 days'],
  ['90', 'Last 90 days'],
] as const;

/** The rules in force and, where they say that pictures cost something, what these come to. */
function useRules(days: readonly string[]) {
  const newestDays = days.slice(0, 2).join(' ');
  const load = useCallback(
    async (_: string, signal: AbortSignal) => {
      const rules = newestDays === '' ? undefined : await readRules(signal);
      const region = rules?.region;
      if (region === undefined) return { rules, cost: undefined };
      const asked = { region, now: new Date(), newestDays: newestDays.split(' ') };
      return { rules, cost: await readCost(asked, signal) };
    },
    [newestDays],
  );
  return useLoaded(newestDays, load).value ?? { rules: undefined, cost: undefined };
}

/** What the last weeks came to: how often it rang, when, for what, and how often rightly. */
export function StatisticsView({ navigation, live: { index } }: ViewProps) {
  const { camera } = navigation.address;
  const [length, setLength] = useState('30');
  const newest = index?.days[0];
  const load = useCallback(
    async (_: string, signal: AbortSignal) =>
      newest === undefined
        ? undefined
        : readStatistics({ ...spanUntil(newest, Number(length)), camera }, signal),
    [newest, length, camera],
  );
  const { value, failed } = useLoaded(`${newest} ${length} ${camera ?? ''}`, load);
  const { rules, cost } = useRules(index?.days ?? []);
  const cameras = value?.allCameras ?? [];
  return (
    <main
      class="statistics"
      aria-busy={(index === undefined || newest !== undefined) && value === undefined && !failed}
    >
      <header class="statistics-header">
        <h2>Statistics</h2>
        <SelectBox label="Time" value={length} options={spans} onChange={setLength} />
        <SelectBox
          label="Camera"
          value={camera ?? ''}
          options={[['', 'All cameras'], ...cameras.map((name) => [name, name] as const)]}
          onChange={(name) => navigation.go({ camera: name || undefined })}
        />
      </header>
      {failed && <p>The summaries could not be read. Please reload the page.</p>}
      {(value?.pictures === 0 || (index !== undefined && newest === undefined)) && (
        <p class="muted">No summaries are written of these days.</p>
      )}
      {value !== undefined && value.pictures > 0 && (
        <>
          <Tiles statistics={value} cost={cost} />
          <DayBars days={value.days} />
          <WeekMap week={value.week} />
          <div class="statistics-lists">
            <CountList title="What rang" counted={value.labels} />
            <CountList title="Rules that rang" counted={value.rules} />
            <CountList
              title="Alarms by camera"
              counted={value.cameras.map(({ camera: name, alarm }) => ({ name, count: alarm }))}
            />
            {rules !== undefined && (
              <NeverRangList statistics={value} rules={rules} camera={camera} />
            )}
          </div>
          <Proposals days={value.judgedDays} cameras={cameras} />
        </>
      )}
    </main>
  );
}
