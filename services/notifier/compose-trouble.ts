import type { Alert, Refusal } from '../../runtime/alert-channel.ts';
import { oneLine, shortened } from '../../runtime/one-line.ts';
import { wordMessage } from './word-message.ts';

type Refused = Refusal & { readonly channel: string };

/**
 * Words that a channel refuses to carry alerts, and what to do. The same channel and reason have the
 * same id for a day, so that each of them is told once.
 */
export function composeTrouble(
  { channel, refused, todo }: Refused,
  alert: Pick<Alert, 'camera' | 'subject'>,
  now: Date,
): Alert {
  const day = now.toISOString().slice(0, 10);
  const subject = shortened(`Alarms do not arrive by ${channel}: ${oneLine(refused)}`);
  const lines = [
    `It refused: ${shortened(oneLine(alert.subject))}`,
    `What to do: ${oneLine(todo)}`,
    'Until then you are told by your other channels only. This is said once a day.',
  ];
  return {
    kind: 'trouble',
    severity: 'alarm',
    id: `trouble-${channel}-${refused.replace(/[^A-Za-z0-9]+/g, '-')}-${day}`,
    camera: alert.camera,
    labels: [],
    // Also part of the name of a mail in the outbox.
    capturedAt: `${day}T00:00:00.000Z`,
    subject,
    ...wordMessage({
      ...{ kind: 'trouble', severity: 'alarm', title: subject, paragraphs: lines },
      footer: 'IntelliCam',
    }),
  };
}
