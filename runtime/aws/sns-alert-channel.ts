import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert, AlertChannel } from '../alert-channel.ts';
import type { BlobStore } from '../blob-store.ts';
import { claimAlert } from './alert-claim.ts';

type SnsAlertChannelOptions = {
  readonly client: Pick<SNSClient, 'send'>;
  readonly topicArn: string;
  /** Where it is written which alerts were sent. */
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly now: () => Date;
};

/** Tells everybody who subscribed to the topic, by mail or as they chose; the picture stays behind. */
export function snsAlertChannel(options: SnsAlertChannelOptions): AlertChannel {
  const { client, topicArn, blobs, now } = options;
  return {
    send: async (alert) => {
      const claim = await claimAlert(blobs, alert.id, now);
      if (claim === 'sent') return 'duplicate';
      await publish(alert);
      await claim.commit();
      return 'sent';
    },
  };

  async function publish(alert: Alert): Promise<void> {
    const { kind, severity, id, camera, labels, subject, text } = alert;
    try {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: snsSubject(subject),
          MessageStructure: 'json',
          Message: JSON.stringify({ default: text, sms: smsText(text) }),
          MessageAttributes: {
            camera: attribute(camera),
            severity: attribute(severity),
            kind: attribute(kind),
            ...labelAttribute(labels),
          },
        }),
      );
    } catch (error) {
      throw new Error(`send alert ${id}`, { cause: error });
    }
  }
}

const longestSubject = 99;

/**
 * A subject as SNS takes it: ASCII, one line, less than 100 characters. Any other would be refused
 * each time, and the alarm lost.
 */
export function snsSubject(subject: string): string {
  const ascii = subject
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, longestSubject)
    .trim();
  return ascii === '' ? 'Alarm' : ascii;
}

// A text message of more than 1600 characters is not sent at all; the owner pays for each 160.
const longestSms = 300;

/** The first two lines, who and when, as a text message carries them. */
function smsText(text: string): string {
  const [who = '', when = ''] = text.split('\n').filter((line) => line !== '');
  const short = (line: string) => [...line].slice(0, longestSms / 2).join('');
  return `${short(who)}\n${short(when)}`.trim() || 'Alarm';
}

function attribute(value: string) {
  return { DataType: 'String', StringValue: printable(value) };
}

// Attributes count with the message, and nobody asks for the sixtieth label of a picture.
const mostLabelBytes = 2048;

// As an array, of which a filter policy has to name one. The first labels are the ones that rang.
function labelAttribute(labels: readonly string[]) {
  let json = '';
  for (const label of labels) {
    const longer = `${json === '' ? '' : `${json},`}${JSON.stringify(printable(label))}`;
    if (Buffer.byteLength(`[${longer}]`) <= mostLabelBytes) json = longer;
  }
  return json === '' ? {} : { label: { DataType: 'String.Array', StringValue: `[${json}]` } };
}

function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
