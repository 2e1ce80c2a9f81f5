import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert, AlertChannel } from '../alert-channel.ts';
import { isAwsError } from './aws-error.ts';

type SnsAlertChannelOptions = {
  readonly client: Pick<SNSClient, 'send'>;
  readonly topicArn: string;
};

// SNS says them of a message that it will never take.
const refusals = [
  'InvalidParameterException',
  'InvalidParameterValueException',
  'OptedOutException',
];

/** Tells everybody who subscribed to the topic, by mail or as they chose; the picture stays behind. */
export function snsAlertChannel(options: SnsAlertChannelOptions): AlertChannel {
  const { client, topicArn } = options;
  return {
    send: async (alert) => {
      try {
        await publish(alert);
        return 'sent';
      } catch (error) {
        if (!isAwsError(error, ...refusals))
          throw new Error(`send alert ${alert.id}`, { cause: error });
        return { refused: error.name, todo: `SNS says: ${error.message}` };
      }
    },
  };

  async function publish(alert: Alert): Promise<void> {
    const { kind, severity, camera, labels, subject, text } = alert;
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
