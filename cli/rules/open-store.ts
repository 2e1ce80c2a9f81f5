import { choosePlace, type GivenPlace } from './choose-place.ts';
import { localStore } from './local-store.ts';
import type { LoadDeployed, RulesStore } from './rules-store.ts';

/** Opens the store of the pipeline that was named, or of the only one there is. */
export async function openStore(
  given: GivenPlace,
  loadDeployed: LoadDeployed,
): Promise<RulesStore> {
  const place = choosePlace(given);
  if (place.kind === 'local') return localStore(place.folder);
  return (await loadDeployed()).deployedStore(place.config);
}
