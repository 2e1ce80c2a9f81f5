import * as v from 'valibot';
import { everybody } from '../../contracts/machine-alert.ts';

const Text = (must: string) => v.pipe(v.string(must), v.nonEmpty(must));
// What is wrong with it is told without it.
const Secret = (must: string) =>
  v.pipe(
    v.unknown(),
    v.transform((input) => (typeof input === 'string' && input !== '' ? input : null)),
    v.string(must),
  );
const Email = v.pipe(
  v.string('must be an e-mail address'),
  v.email('must be an e-mail address, such as you@example.org'),
);

const Address = (example: string) => {
  const must = `must be an address, such as ${example}`;
  return v.pipe(v.string(must), v.url(must), v.regex(/^https?:\/\/[^@]*$/i, must));
};

const topic = 'https://ntfy.sh/my-secret-topic';

const port = 'must be a port from 1 to 65535';

const SmtpSchema = v.pipe(
  v.strictObject({
    host: Text('must be the name of a mail server'),
    port: v.optional(
      v.pipe(v.number(port), v.integer(port), v.minValue(1, port), v.maxValue(65_535, port)),
      587,
    ),
    user: v.optional(Text('must be a name, in quotes if it is a number')),
    password: v.optional(Secret('must be a password, in quotes if it is a number')),
    from: Email,
    to: v.optional(v.array(Email, 'must be a list of e-mail addresses'), []),
  }),
  v.check(
    ({ user, password }) => (user === undefined) === (password === undefined),
    'must have both user and password, or neither',
  ),
);
export type SmtpSettings = v.InferOutput<typeof SmtpSchema>;

const NtfySchema = v.strictObject({
  url: v.optional(Address(topic)),
  token: v.optional(Secret('must be a token of the ntfy server')),
});

const PersonSchema = v.pipe(
  v.strictObject(
    { email: v.optional(Email), ntfy: v.optional(Address(topic)) },
    'must be a person, such as { email: anna@example.org }',
  ),
  v.check(
    ({ email, ntfy }) => email !== undefined || ntfy !== undefined,
    'must have an e-mail address or the address of an ntfy topic',
  ),
);

const NameSchema = v.pipe(
  v.string(),
  v.regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u,
    'must be a name of at most 40 letters and digits',
  ),
  v.check((name) => name !== everybody, `must not be ${everybody}: that is who needs no name`),
);

/** What an owner writes into `config/channels.yaml` of this machine's data folder. */
export const ChannelsSchema = v.pipe(
  v.strictObject({
    galleryUrl: v.optional(Address('http://192.168.1.5:8787')),
    smtp: v.optional(SmtpSchema),
    ntfy: v.optional(NtfySchema, {}),
    people: v.optional(v.record(NameSchema, PersonSchema, 'must be people by name'), {}),
  }),
  v.forward(
    v.check(
      ({ smtp, people }) =>
        smtp !== undefined || Object.values(people).every(({ email }) => email === undefined),
      'must not have e-mail addresses without smtp, the server that mails them',
    ),
    ['people'],
  ),
  v.forward(
    v.check(
      ({ smtp, people }) =>
        smtp === undefined ||
        smtp.to.length > 0 ||
        Object.values(people).some(({ email }) => email !== undefined),
      'must name somebody under to, or people with e-mail addresses',
    ),
    ['smtp'],
  ),
);
export type Channels = v.InferOutput<typeof ChannelsSchema>;

/** Nobody is told but by the outbox. */
export const noChannels: Channels = { ntfy: {}, people: {} };
