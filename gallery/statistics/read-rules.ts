import { rulesInForceKey } from '../../contracts/gallery-key.ts';
import { type RulesInForce, RulesInForceSchema } from '../../contracts/rules-in-force.ts';
import { jsonReader } from '../json-reader.ts';

const read = jsonReader(RulesInForceSchema);

/** What rings now; undefined until a picture has been judged since the pipeline tells it. */
export function readRules(signal: AbortSignal): Promise<RulesInForce | undefined> {
  return read(rulesInForceKey, signal);
}
