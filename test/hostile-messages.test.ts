import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { MachineAlertSchema } from '../contracts/machine-alert.ts';
import type { Alert } from '../runtime/alert-channel.ts';
import { gsmLength } from '../runtime/aws/gsm-text.ts';
import { snsMessage } from '../runtime/aws/sns-message.ts';
import { ntfyChannel } from '../runtime/local/ntfy-channel.ts';
import { mailMessage } from '../runtime/mail-message.ts';
import { composeAlert } from '../services/notifier/compose-alert.ts';
import { composeCameraNews } from '../services/notifier/compose-camera-news.ts';
import { composeDigest } from '../services/notifier/compose-digest.ts';
import { composeTrouble } from '../services/notifier/compose-trouble.ts';
import { pushServer } from './adapters/push-server.ts';

const names = {
  'a long name': 'x'.repeat(200),
  'a long name of emoji': '😀'.repeat(200),
  'a script': '<script>alert(1)</script>',
  'an attribute': '"><img src=x onerror=alert(1)>',
  'a header': 'a\r\nBcc: everybody@example.com\r\n\r\n<b>',
  'a part of a mail': '--_=_boundary\r\nContent-Type: text/html\r\n\r\n',
  'a right-to-left mark': '\u202egpj.exe\u2066\u200f',
  'right-to-left letters': 'חתול שחור',
  'half an emoji': 'a\ud83d b \udc00',
  'nothing that can be seen': '\u0000\u0007\u001b[31m\u0085\u2028',
  'a property': '__proto__',
} as const;

const settings = {
  timeZone: 'Europe/Berlin',
  link: 'https://pictures.example.org/#day=2026-11-20',
};
const picture = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);

/** Every message there is, with a name wherever somebody else chose it. */
function messagesOf(name: string): readonly Alert[] {
  const match = { rule: name, label: name, confidence: 90 };
  const label = { name, confidence: 90, instances: [], parents: [], aliases: [], categories: [] };
  const key = `upload/${name}/${name}.jpg`;
  const image = {
    ...eventExamples.ImageClassified.detail,
    ...{ camera: name, matches: [match], labels: [label], key },
  };
  const shown = { contentId: 'picture', fileName: `${name}.jpg`, bytes: picture };
  const alarm = composeAlert(image, { settings, ...settings, picture: shown, visit: 'first' });
  const at = '2026-11-20T13:49:00.000Z';
  const held = {
    ...{ imageId: 'p', capturedAt: at, labels: [name], severity: 'alarm' as const },
    delivery: { state: 'held', at, reason: 'late' } as const,
  };
  const facts = { number: 1, openedBy: 'p', visit: 'p', until: at, unlisted: [], pictures: [held] };
  const { detail } = eventExamples.CameraSilent;
  const silent = { type: 'CameraSilent', detail: { ...detail, camera: name } } as const;
  const refused = { channel: 'mail', refused: name, todo: name };
  return [
    alarm,
    composeDigest(name, facts, settings),
    composeCameraNews(silent, settings.timeZone),
    composeTrouble(refused, alarm, new Date(at)),
  ];
}

// C0, C1, line and paragraph separators, and what turns text around.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const harmless = messagesOf('harmless');

describe.each(Object.entries(names))('%s', (_, name) => {
  const messages = messagesOf(name);

  it('breaks no subject, no line and no page', () => {
    for (const [at, { subject, text, html }] of messages.entries()) {
      expect(subject).not.toMatch(invisible);
      expect([...subject].length).toBeLessThan(100);
      expect(text.replaceAll('\n', '')).not.toMatch(invisible);
      expect(text.split('\n')).toHaveLength(harmless[at]?.text.split('\n').length ?? 0);
      expect(tagsOf(html)).toEqual(tagsOf(harmless[at]?.html ?? ''));
      expect(html.match(/href=/g)).toEqual(html.match(/href=(?="https:[!-;=?-~]*")/g));
    }
  });

  it('breaks no mail', async () => {
    for (const [at, alert] of messages.entries()) {
      const mail = await mailOf(alert);
      const other = await mailOf(harmless[at] ?? alert);
      expect(mail.headers.map(({ header }) => header)).toEqual(
        other.headers.map(({ header }) => header),
      );
      expect(mail.parts).toBe(other.parts);
      for (const { value } of mail.headers) expect(value).toMatch(/^[ -~]*$/);
    }
  });

  it('breaks nothing that SNS takes', () => {
    for (const alert of messages) {
      const { Subject, Message, MessageAttributes } = snsMessage(alert);
      expect(Subject).toMatch(/^[!-~][ -~]{0,98}$/);
      const forms: Record<string, string> = JSON.parse(Message);
      expect(gsmLength(forms.sms ?? '')).toBeLessThanOrEqual(160);
      expect(forms.sms?.split('\n').length).toBeLessThanOrEqual(3);
      const { camera } = v.parse(MachineAlertSchema, JSON.parse(forms.sqs ?? ''));
      expect(camera).toBe(alert.camera);
      for (const { StringValue } of Object.values(MessageAttributes)) {
        expect(StringValue).not.toMatch(invisible);
      }
    }
  });

  it('breaks no push', async () => {
    const { url, pushed } = await pushServer();
    for (const alert of messages) expect(await ntfyChannel({ url }).send(alert)).toBe('sent');
    for (const { headers } of pushed) {
      expect(headers.title).toMatch(/^[ -~]+$/);
      expect(headers.bcc).toBeUndefined();
    }
  });
});

// Links name cameras; they are looked at by themselves.
function tagsOf(html: string): readonly string[] | undefined {
  return html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/href="[^"]*"/, ''));
}

async function mailOf(alert: Alert) {
  const options = { from: 'a@example.org', to: ['b@example.org'], date: new Date(0) };
  const mail = Buffer.from(await mailMessage(alert, options)).toString();
  const [head = ''] = mail.split('\r\n\r\n');
  const headers = head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => ({ header: line.slice(0, line.indexOf(':')), value: line }));
  return { headers, parts: mail.match(/^----_NmP-/gm)?.length };
}
