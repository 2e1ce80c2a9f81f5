import type { AlertKind } from '../../contracts/alert-event.ts';
import type { Severity } from '../../contracts/severity.ts';
import type { Alert, AlertChannel, Refusal } from '../alert-channel.ts';

type NtfyChannelOptions = {
  /** The topic's. */
  readonly url: string;
  readonly token?: string | undefined;
  /** Whose topic it is; without a name, of those who hear what is for everybody. */
  readonly name?: string;
};

const priorities: Readonly<Record<Severity, string>> = { info: '2', alarm: '4', critical: '5' };
// Shown as small pictures before the title.
const tags: Readonly<Record<AlertKind, string>> = {
  ...{ alarm: 'alarm_clock', digest: 'heavy_plus_sign', camera: 'camera', rejected: 'warning' },
  ...{ summary: 'clipboard', trouble: 'wrench', test: 'bell' },
};
const timeoutMilliseconds = 10_000;

/** Pushes alerts to phones over a topic of an ntfy server. */
export function ntfyChannel({ url, token, name }: NtfyChannelOptions): AlertChannel {
  return {
    reaches: ({ tell }) => tell === undefined || (name !== undefined && tell.includes(name)),
    send: async (alert) => {
      const [picture] = alert.pictures ?? [];
      const withPicture = picture && (await post(alert, picture.bytes));
      // Many servers take no files, or only small ones.
      const answer = withPicture?.ok ? withPicture : await post(alert, undefined);
      if (answer.ok) return 'sent';
      const { status } = answer;
      if (!isFinal(status))
        throw new Error(`push alert ${alert.id}: the server answered ${status}`);
      return refusal(status);
    },
  };

  async function post(alert: Alert, picture: Uint8Array | undefined): Promise<Response> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        ...headersOf(alert, picture !== undefined),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: picture === undefined ? messageOf(alert) : Buffer.from(picture),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    }).catch((cause: unknown) => {
      throw new Error(`push alert ${alert.id}`, { cause });
    });
    await answer.body?.cancel();
    return answer;
  }
}

function headersOf(alert: Alert, isPicture: boolean): Record<string, string> {
  const { severity, kind, link } = alert;
  return {
    Title: encoded(titleOf(alert)),
    Priority: priorities[severity],
    Tags: tags[kind],
    ...(link === undefined ? {} : { Click: link }),
    ...(isPicture ? { Filename: 'picture.jpg', Message: encoded(messageOf(alert)) } : {}),
  };
}

function titleOf({ text, subject }: Alert): string {
  return text.split('\n')[0] || subject;
}

// When, and why it rang; what else was seen is on the page.
function messageOf({ text, subject }: Alert): string {
  const [first = '', second = ''] = text.split('\n\n');
  const when = first.split('\n').slice(1).join('\n');
  return [when, second].join('\n').trim() || subject;
}

// A header is Latin letters on one line; ntfy reads others as mail programs do.
function encoded(text: string): string {
  return /^[ -~]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function refusal(status: number): Refusal {
  const isDenied = status === 401 || status === 403;
  const todo = isDenied
    ? 'Look at the token under ntfy in config/channels.yaml, and what it may do.'
    : 'Look at the address under ntfy in config/channels.yaml.';
  return { refused: `HTTP-${status}`, todo };
}
