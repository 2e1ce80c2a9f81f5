import type { ChannelDelivery, Digest, IncidentPicture } from '../../contracts/camera-incidents.ts';
import { holdReasonText } from '../../services/notifier/hold-reason-text.ts';
import { momentText, plainText } from './plain-text.ts';
import type { Telling } from './read-telling.ts';

/** Who was told of an alarm, when and how, or why not; nothing for a picture that is none. */
export function tellingText({ told, digest }: Telling, timeZone: string): string {
  if (told === undefined) return '';
  const lines =
    told === 'forgotten'
      ? ['Nothing is remembered of who was told: that is kept for a day.']
      : linesOf(told, digest, timeZone);
  return `${lines.map(plainText).join('\n')}\n`;
}

function linesOf(
  { delivery, tell }: Pick<IncidentPicture, 'delivery' | 'tell'>,
  digest: Digest | undefined,
  timeZone: string,
): readonly string[] {
  const at = momentText(delivery.at, timeZone);
  const whom = tell === undefined ? '' : ` It is for ${tell.join(', ')}.`;
  switch (delivery.state) {
    case 'sent':
      return [
        `It rang at ${at}.${whom}`,
        ...(delivery.channels ?? []).map((one) => channelText(one, timeZone)),
      ];
    case 'ringing':
      return [
        `It is to ring since ${at}, and not every message is known to be out.${whom}`,
        ...(delivery.channels ?? []).map((one) => channelText(one, timeZone)),
      ];
    case 'held':
      return [
        `It did not ring: ${holdReasonText[delivery.reason]}.${whom}`,
        ...digestLines(digest, timeZone),
      ];
  }
}

function digestLines(digest: Digest | undefined, timeZone: string): readonly string[] {
  if (digest === undefined) return ['No digest has told of it yet.'];
  const { number, state, dueAt, channels = [] } = digest;
  const due = momentText(dueAt, timeZone);
  const first =
    state === 'sent'
      ? `Digest ${number} tells of it.`
      : `Digest ${number} is to tell of it, ${due}.`;
  return [first, ...channels.map((one) => channelText(one, timeZone))];
}

function channelText(delivery: ChannelDelivery, timeZone: string): string {
  const { channel, state, at } = delivery;
  const when = momentText(at, timeZone);
  switch (state) {
    case 'sent':
      return `  ${channel}: sent ${when}`;
    case 'retrying': {
      const { code, attempts } = delivery;
      return `  ${channel}: not yet; attempt ${attempts} failed ${when} (${code}), and it is tried again`;
    }
    case 'refused':
      return `  ${channel}: not sent; refused ${when} (${delivery.reason})`;
  }
}
