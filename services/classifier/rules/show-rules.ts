import * as v from 'valibot';
import { rulesInForceKey } from '../../../contracts/gallery-key.ts';
import type { RulesVersion } from '../../../contracts/judgement-trace.ts';
import type { Deps } from '../../../runtime/ports.ts';
import { recountDocument } from '../../../runtime/recount-document.ts';
import type { RuleSource } from './rule-source.ts';
import { rulesDocument } from './rules-document.ts';

/**
 * Shows the page what rings, once for each version of the owner's files: what is asked for is to show at
 * least the version that has just judged a picture. No picture fails for it; the next one tries again.
 */
export function showRules(deps: Deps<'blobs' | 'labeler'>, source: RuleSource) {
  const { blobs, labeler, settings, log } = deps;
  const { alarmConfidence } = labeler;
  const about = {
    ...{ timeZone: settings.timeZone, alarmConfidence },
    ...(settings.region ? { region: settings.region } : {}),
  };
  let shown: string | undefined;
  let showing: Promise<void> | undefined;

  return async (version: RulesVersion): Promise<void> => {
    if (shown === nameOf(version)) return;
    showing ??= show().finally(() => {
      showing = undefined;
    });
    await showing;
  };

  async function show(): Promise<void> {
    const page = { blobs, key: rulesInForceKey, schema: v.unknown(), empty: undefined };
    try {
      await recountDocument(page, async () => {
        // Only now: another process may have shown what is newer than what this one knew.
        const inForce = await source.latest();
        shown = nameOf({ ...inForce.version, alarmConfidence });
        return rulesDocument(inForce, about);
      });
    } catch (error) {
      shown = undefined;
      log.warn('the page is not told which rules are in force', { key: rulesInForceKey, error });
    }
  }
}

function nameOf(version: RulesVersion): string {
  return JSON.stringify(version);
}
