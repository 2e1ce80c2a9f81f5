import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { readBody } from '../aws/read-body.ts';

type ReceivedMail = { readonly to: readonly string[]; readonly text: string };

type MailServerOptions = {
  /** What the server says to a recipient, instead of taking the mail. */
  readonly refuse?: (
    address: string,
  ) => { readonly code: number; readonly message: string } | undefined;
  readonly user?: { readonly name: string; readonly password: string };
};

/** A mail server of this machine, which keeps what it is given until the test ends. */
export async function mailServer({ refuse, user }: MailServerOptions = {}) {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    ...{ authOptional: user === undefined, disabledCommands: ['STARTTLS'], logger: false },
    ...{ allowInsecureAuth: true, disableReverseLookup: true },
    onAuth: ({ username, password }, _, done) => {
      const isKnown = username === user?.name && password === user?.password;
      done(isKnown ? null : answer(535, 'nobody of that name and password'), { user: username });
    },
    onRcptTo: ({ address }, _, done) => {
      const refusal = refuse?.(address);
      done(refusal === undefined ? null : answer(refusal.code, refusal.message));
    },
    onData: (stream, { envelope }, done) => {
      readBody(stream).then((body) => {
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address),
          text: body.toString(),
        });
        done(null);
      }, done);
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const bound = server.server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the mail server has no port');
  return { host: '127.0.0.1', port: bound.port, mails };
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
