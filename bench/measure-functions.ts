import { join } from 'node:path';
import { arch } from 'node:process';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { measureStart } from '../infra/measure-start.ts';
import { median } from '../infra/median.ts';
import { unpackFunction } from '../infra/unpack-function.ts';
import { projectFile } from '../runtime/project-file.ts';
import { type AncestorFunction, makeAncestorFunction } from './ancestor-function.ts';

type FunctionMeasurement = {
  readonly moduleBytes: number;
  /** The median. */
  readonly startMilliseconds: number;
};

export type FunctionMeasurements = {
  readonly ours: readonly (FunctionMeasurement & { readonly name: string })[];
  /** As one module, and how soon it starts when it is none; or why there is none. */
  readonly ancestor:
    | (FunctionMeasurement & { readonly unbundledStartMilliseconds: number })
    | string;
};

/** How often each of ours starts. */
export const starts = 7;

/** How large our functions are and how soon they start, in turns with one that holds the whole SDK. */
export async function measureFunctions(folder: string): Promise<FunctionMeasurements> {
  const bundles = await bundleFunctions({
    servicesFolder: projectFile('dist', 'services'),
    outFolder: join(folder, 'bundles'),
    architecture: arch === 'arm64' ? 'arm64' : 'x64',
  });
  const ancestor = await makeAncestorFunction(join(folder, 'ancestor'));
  const pairs = [];
  for (const { name, moduleBytes, zipFile } of bundles) {
    const moduleFile = await unpackFunction(zipFile, join(folder, name));
    // Files are read from the disk at their first start only.
    await startAll(moduleFile, ancestor);
    pairs.push({ name, moduleBytes, moduleFile, times: [] as Starts[] });
  }
  for (let start = 0; start < starts; start += 1) {
    for (const { moduleFile, times } of pairs) times.push(await startAll(moduleFile, ancestor));
  }
  const ours = pairs.map(({ name, moduleBytes, times }) => ({
    ...{ name, moduleBytes },
    startMilliseconds: median(times.map((time) => time.ours)),
  }));
  if (ancestor.outcome === 'left out') return { ours, ancestor: ancestor.reason };
  const times = pairs.flatMap((pair) => pair.times);
  return {
    ours,
    ancestor: {
      moduleBytes: ancestor.moduleBytes,
      startMilliseconds: median(times.map(({ bundled }) => bundled)),
      unbundledStartMilliseconds: median(times.map(({ unbundled }) => unbundled)),
    },
  };
}

/** In milliseconds; NaN of what could not be fetched. */
type Starts = { readonly ours: number; readonly bundled: number; readonly unbundled: number };

async function startAll(ourFile: string, ancestor: AncestorFunction): Promise<Starts> {
  const ours = await measureStart(ourFile);
  if (ancestor.outcome === 'left out') return { ours, bundled: Number.NaN, unbundled: Number.NaN };
  const bundled = await measureStart(ancestor.moduleFile);
  return { ours, bundled, unbundled: await measureStart(ancestor.unbundledFile) };
}
