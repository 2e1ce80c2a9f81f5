import { consumerStateKey } from '../../contracts/consumer-state.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { composeMessage } from './compose-message.ts';
import { postJson } from './post-json.ts';
import { readAddress } from './read-address.ts';

const settingKey = 'config/webhook.json';
const answerMilliseconds = 10_000;

/** Tells the owner's webhook of each alarm. */
export function createHandle({ blobs, settings, now }: Deps<'blobs'>) {
  return async ({ detail }: DomainEvent<'ImageClassified'>): Promise<HandlerOutcome> => {
    const { imageId } = detail;
    const toldKey = consumerStateKey('webhook', `${imageId}.json`);
    if ((await blobs.get(toldKey, { firstBytes: 1 })) !== undefined) {
      return { outcome: 'told-before', imageId };
    }
    const failure = await postJson(await address(), {
      body: composeMessage(detail, settings.timeZone),
      signal: AbortSignal.timeout(answerMilliseconds),
    });
    // The queue tries again, and keeps what fails five times.
    if (failure !== undefined) throw new Error(`tell the webhook of ${imageId}: ${failure}`);
    // Only now: whoever dies before it tells twice rather than never.
    const note = new TextEncoder().encode(JSON.stringify({ toldAt: now().toISOString() }));
    await blobs.put(toldKey, note, { contentType: 'application/json' });
    return { outcome: 'told', imageId };
  };

  // Each time: alarms are few, and a change counts at once.
  async function address(): Promise<string> {
    const setting = await blobs.get(settingKey);
    const reading = readAddress(setting && new TextDecoder().decode(setting.bytes));
    if (reading.outcome === 'usable') return reading.url;
    throw new Error(`read the webhook's address from ${settingKey}: ${reading.problem}`);
  }
}
