import { type AlertRaised, longestAlertText } from '../contracts/alert-event.ts';
import { templateText } from '../contracts/template-text.ts';
import type { Alert, AlertChannel } from './alert-channel.ts';
import type { EventBus } from './event-bus.ts';

/** Tells the bus of each alert, and so whoever listens there: webhooks, and consumers. */
export function eventAlertChannel({
  events,
}: {
  readonly events: Pick<EventBus, 'publish'>;
}): AlertChannel {
  return {
    send: async (alert) => {
      await events.publish([{ type: 'AlertRaised', detail: alertRaised(alert) }]);
      return 'sent';
    },
  };
}

const longestSubject = 200;
// What mails end with.
const signature = 'IntelliCam';

/** An alert as the bus carries it. */
export function alertRaised(alert: Alert): AlertRaised {
  const { id, kind, severity, capturedAt, rules, imageId, link } = alert;
  return {
    ...{ schemaVersion: 1, alertId: id, correlationId: alert.correlationId ?? id },
    ...{ kind, severity, capturedAt },
    camera: templateText(alert.camera) || '?',
    labels: words(alert.labels),
    ...(rules === undefined ? {} : { rules: words(rules) }),
    subject: shortened(templateText(alert.subject), longestSubject) || kind,
    text: shortened(prose(alert.text), longestAlertText) || kind,
    ...(imageId === undefined ? {} : { imageId }),
    ...(link === undefined ? {} : { link }),
  };
}

// Lists and tables, whose lines begin with a blank, and what stands below them are for a mail.
function prose(text: string): string {
  const blocks = text.split('\n\n');
  const table = blocks.findIndex((block, index) => index > 0 && /^ /m.test(block));
  return (table < 0 ? blocks : blocks.slice(0, table))
    .flatMap((block) => block.split('\n'))
    .map(templateText)
    .filter((line) => line !== '' && line !== signature)
    .join(' · ');
}

function words(texts: readonly string[]): string[] {
  return texts.map(templateText).filter((word) => word !== '');
}

// By code point, so that no emoji is cut in half; counted as the schema counts.
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let short = '';
  for (const character of text) {
    if (short.length + character.length >= longest) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}
