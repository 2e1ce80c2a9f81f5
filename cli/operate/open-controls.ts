import { choosePlace, type GivenPlace } from '../rules/choose-place.ts';
import type { Controls, LoadDeployedControls } from './controls.ts';
import { localControls } from './local-controls.ts';

/** Takes hold of the pipeline that was named, or of the only one there is. */
async function openControls(
  given: GivenPlace,
  loadDeployed: LoadDeployedControls,
): Promise<Controls> {
  const place = choosePlace(given);
  if (place.kind === 'local') return localControls(place.folder);
  return (await loadDeployed()).deployedControls(place.config);
}

/** Runs a command that takes hold of a pipeline; resolves with the exit code. */
export async function withControls(
  given: GivenPlace & { readonly what: string; readonly loadDeployed: LoadDeployedControls },
  run: (controls: Controls) => Promise<number>,
): Promise<number> {
  const controls = await openControls(given, given.loadDeployed);
  try {
    return await controls.store.orOneSentence(given.what, () => run(controls));
  } finally {
    await controls.close();
  }
}
