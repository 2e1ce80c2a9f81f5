import { everybody, type MachineAlert } from '../../contracts/machine-alert.ts';
import type { Alert } from '../alert-channel.ts';
import { gsmLength, gsmText } from './gsm-text.ts';

/** An alert as SNS takes it: a text for people, a short one for phones, and an object for programs. */
export function snsMessage(alert: Alert) {
  const { subject, text } = alert;
  const machine = JSON.stringify(machineAlert(alert));
  return {
    Subject: snsSubject(subject),
    MessageStructure: 'json',
    Message: JSON.stringify({
      ...{ default: text, email: text, sms: smsText(alert) },
      ...{ http: machine, https: machine, lambda: machine, sqs: machine },
    }),
    MessageAttributes: attributesOf(alert),
  };
}

function machineAlert(alert: Alert): MachineAlert {
  const { kind, severity, id, camera, capturedAt, subject, text, labels, link } = alert;
  return {
    schemaVersion: 1,
    ...{ kind, severity, id, camera, capturedAt, subject, text, labels: [...labels] },
    ...{ rules: [...(alert.rules ?? [])], tell: [...(alert.tell ?? [])] },
    ...(link === undefined ? {} : { link }),
  };
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

// One message; the owner pays for each.
const longestSms = 160;
const longestWho = 90;

/** The first two lines, who and when, and the link where it still fits in whole. */
function smsText({ text, link }: Pick<Alert, 'text' | 'link'>): string {
  const [who = '', when = ''] = text.split('\n').filter((line) => line !== '');
  const lines = [gsmText(who, longestWho), gsmText(when, longestSms - longestWho - 1)];
  const short = lines.join('\n').trim() || 'Alarm';
  if (link === undefined || gsmLength(`${short}\n${link}`) > longestSms) return short;
  return `${short}\n${link}`;
}

function attributesOf({ camera, severity, kind, labels, rules = [], tell }: Alert) {
  return {
    camera: attribute(camera),
    severity: attribute(severity),
    kind: attribute(kind),
    ...listAttribute('label', labels),
    ...listAttribute('rule', rules),
    ...listAttribute('tell', tell ?? [everybody]),
  };
}

function attribute(value: string) {
  return { DataType: 'String', StringValue: printable(value) };
}

// Attributes count with the message, and nobody asks for the sixtieth label of a picture.
const mostListBytes = 2048;

// As an array, of which a filter policy has to name one. The first labels are the ones that rang.
function listAttribute(name: string, values: readonly string[]) {
  let json = '';
  for (const value of values) {
    const longer = `${json === '' ? '' : `${json},`}${JSON.stringify(printable(value))}`;
    if (Buffer.byteLength(`[${longer}]`) <= mostListBytes) json = longer;
  }
  return json === '' ? {} : { [name]: { DataType: 'String.Array', StringValue: `[${json}]` } };
}

function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}
