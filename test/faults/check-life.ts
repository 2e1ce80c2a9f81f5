import { checkConservation } from './check-conservation.ts';
import type { Pipeline } from './pipeline.ts';
import { reportCounts } from './report-counts.ts';

/** What is wrong at the end of a life, which is counted if somebody sums up a long run. */
export async function checkLife(
  run: Pipeline,
  check: () => Promise<readonly string[]> = () => checkConservation(run),
): Promise<readonly string[]> {
  const problems = await check();
  const count = (kind: RegExp) => problems.filter((problem) => kind.test(problem)).length;
  await reportCounts({
    ...{ lives: 1, pictures: run.uploads.length, faults: tallyOf(run.faults) },
    lost: count(/: (?:lies in 0 places|was left behind)$/),
    doubled: count(/: (?:lies in|has|is listed|was paid|was told of) (?:[2-9]|\d\d)/),
    misplaced: count(/: (?:lies in jpg_|nobody uploaded it)/),
  });
  return problems;
}

function tallyOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
