import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { hasErrorCode } from '../../../runtime/error-code.ts';
import { SendError } from '../picture-target.ts';
import type { KeySource } from './camera-credentials.ts';
import type { HttpAnswer } from './http-answer.ts';
import { httpExchange } from './http-exchange.ts';
import type { AccessKey } from './sign-request.ts';

/** A camera's certificate, and where AWS IoT gives access keys for it. */
export type IotIdentity = {
  /** A host, with a port if it is not 443. */
  readonly endpoint: string;
  readonly roleAlias: string;
  readonly thing: string;
  /** Files in PEM. */
  readonly certificate: string;
  readonly key: string;
};

type IotOptions = {
  /** Who vouches for the endpoint, when it is not one of the system's authorities. */
  readonly ca?: string;
  /** Milliseconds that pass also when the clock is set. */
  readonly now?: () => number;
};

const AnswerSchema = v.object({
  credentials: v.object({
    accessKeyId: v.string(),
    secretAccessKey: v.string(),
    sessionToken: v.string(),
    expiration: v.pipe(v.string(), v.isoTimestamp()),
  }),
});

type Kept = { readonly key: AccessKey; readonly staleAt: number; readonly expiresAt: number };

const refreshMilliseconds = 5 * 60_000;

/** Temporary access keys for the certificate of a camera, fetched again before they expire. */
export function iotCredentials(identity: IotIdentity, options: IotOptions = {}): KeySource {
  const { now = () => performance.now() } = options;
  let kept: Kept | undefined;
  let fetching: Promise<Kept> | undefined;
  return {
    async key() {
      if (kept !== undefined && now() < kept.staleAt) return kept.key;
      fetching ??= fetchKey().finally(() => {
        fetching = undefined;
      });
      try {
        kept = await fetching;
      } catch (error) {
        // What is not used up yet still opens the door.
        if (kept === undefined || now() >= kept.expiresAt) throw error;
      }
      return kept.key;
    },
    forget: () => {
      kept = undefined;
    },
    close: () => undefined,
  };

  async function fetchKey(): Promise<Kept> {
    const { endpoint, roleAlias, thing } = identity;
    const [cert, key] = await Promise.all([pem(identity.certificate), pem(identity.key)]);
    const tls = { cert, key, ...(options.ca === undefined ? {} : { ca: options.ca }) };
    // Once an hour: no connection is kept, and the next reads the files again.
    const exchange = httpExchange(new URL(`https://${endpoint}`), tls);
    try {
      const answer = await exchange.ask({
        ...{ method: 'GET', path: `/role-aliases/${encodeURIComponent(roleAlias)}/credentials` },
        headers: { 'x-amzn-iot-thingname': thing },
      });
      return readAnswer(answer, thing, now());
    } catch (error) {
      throw isRejectedCertificate(error) ? revoked(thing, String(error), error) : error;
    } finally {
      exchange.close();
    }
  }
}

function readAnswer(answer: HttpAnswer, thing: string, now: number): Kept {
  const { status, headers, text } = answer;
  if (status === 403) throw revoked(thing, `403 ${messageIn(text)}`);
  if (status === 404) {
    const todo = 'see endpoint and roleAlias in uploader.yaml, or enroll again';
    throw new SendError('rights', `AWS IoT does not know the role of ${thing}: ${todo}`);
  }
  const parsed = status === 200 ? v.safeParse(AnswerSchema, jsonIn(text)) : undefined;
  if (parsed === undefined || !parsed.success) {
    const said = `${status} ${messageIn(text)}`.trim();
    throw new SendError('busy', `AWS IoT gave no credentials for ${thing}: ${said}`);
  }
  const { expiration, ...key } = parsed.output.credentials;
  // By the clock of whoever wrote the time: this machine's may be wrong.
  const lifetime = Date.parse(expiration) - (Date.parse(headers.get('date') ?? '') || Date.now());
  return { key, staleAt: now + lifetime - refreshMilliseconds, expiresAt: now + lifetime };
}

function revoked(thing: string, said: string, cause?: unknown): SendError {
  const todo = `it was removed or revoked; enroll again (intellicam camera add ${thing})`;
  const message = `AWS IoT does not accept the certificate of ${thing}: ${todo} (${said.trim()})`;
  return new SendError('rights', message, { cause });
}

const certificateAlert =
  /^ERR_SSL_\w+_ALERT_(\w*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)/;

// The handshake itself may end with the server's complaint about our certificate.
function isRejectedCertificate(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && certificateAlert.test(code);
}

async function pem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const todo = hasErrorCode(cause, 'ENOENT')
      ? 'is not there: enroll again'
      : `cannot be read (${String(cause)}): it has to belong to the user intellicam`;
    throw new SendError('rights', `${file} ${todo}`, { cause });
  }
}

const MessageSchema = v.object({ message: v.string() });

function messageIn(text: string): string {
  const parsed = v.safeParse(MessageSchema, jsonIn(text));
  return parsed.success ? parsed.output.message : '';
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
