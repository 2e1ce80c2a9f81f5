import { AlertCard } from './alert-card.tsx';
import {
  type ChannelState,
  type PictureDelivery,
  readCameraDeliveries,
} from './camera-deliveries.ts';
import { formatShortClock } from './format-time.ts';
import type { PictureMatch } from './picture-record.ts';
import type { ListedEntry } from './select-entries.ts';
import { useLoaded } from './use-loaded.ts';

type Props = { readonly entry: ListedEntry; readonly matches: readonly PictureMatch[] | undefined };

/** Who was told of an alarm, when and how, or why nobody was. */
export function DeliveryPart({ entry, matches }: Props) {
  const { value } = useLoaded(entry.camera, readCameraDeliveries);
  const delivery = value?.get(entry.imageId);
  if (value === undefined) return null;
  if (delivery === undefined) {
    return (
      <section class="part">
        <h3>Who was told</h3>
        <p class="muted">That is not remembered any more.</p>
      </section>
    );
  }
  return (
    <>
      {delivery.state === 'sent' && <AlertCard entry={entry} matches={matches} />}
      <section class="part">
        <h3>Who was told</h3>
        <p>{deliveryText(delivery)}</p>
        {delivery.channels !== undefined && delivery.channels.length > 0 && (
          <ul>
            {delivery.channels.map((channel) => (
              <li key={channel.channel}>
                <bdi>{channel.channel}</bdi>: <bdi>{channelText(channel)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

const heldBecause = new Map([
  ['same-visit', 'its visit had rung already'],
  ['cooldown', 'the like had rung shortly before'],
  ['cap', 'enough had rung in that hour'],
  ['snoozed', 'alarms were snoozed'],
  ['disarmed', 'alarms were switched off'],
  ['late', 'it came too late'],
]);

function deliveryText({ state, at, reason, inDigest }: PictureDelivery): string {
  const time = at === undefined ? '' : ` at ${formatShortClock(at)}`;
  switch (state) {
    case 'sent':
      return `Sent${time}.`;
    case 'ringing':
      return `Being sent${at === undefined ? '' : ` since ${formatShortClock(at)}`}.`;
    case 'held': {
      const why = heldBecause.get(reason ?? '') ?? reason ?? 'it was held back';
      return `It did not ring: ${why}. ${digestText(inDigest)}`.trim();
    }
    default:
      return state;
  }
}

function digestText(digest: PictureDelivery['inDigest']): string {
  if (digest === undefined) return '';
  const time = digest.until ?? digest.dueAt;
  if (time === undefined) return 'It is in a digest.';
  const tense = digest.state === 'sent' ? 'was' : 'is to be';
  return `It ${tense} told of in the digest of ${formatShortClock(time)}.`;
}

function channelText({ state, at, attempts, code, reason }: ChannelState): string {
  const time = at === undefined ? '' : ` at ${formatShortClock(at)}`;
  switch (state) {
    case 'sent':
      return `sent${time}`;
    case 'retrying':
      return `trying again after ${attempts ?? 1} attempts (${code ?? 'unknown'})`;
    case 'refused':
      return `refused${time} (${reason ?? 'unknown'})`;
    default:
      return state;
  }
}
