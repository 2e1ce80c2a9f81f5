import * as v from 'valibot';
import { everybody } from '../contracts/machine-alert.ts';

export const EmailSchema = v.pipe(
  v.string('must be an e-mail address'),
  v.email('must be an e-mail address, such as you@example.org'),
);

// YAML takes an unquoted +41… for a number and drops the plus.
export const PhoneSchema = v.pipe(
  v.string('must be a phone number in quotes, such as "+41791234567"'),
  v.regex(/^\+[1-9]\d{6,14}$/, 'must be an international phone number, such as "+41791234567"'),
);

const NameSchema = v.pipe(
  v.string('must be a name'),
  v.regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u,
    'must be a name of at most 40 letters and digits',
  ),
  v.check((name) => name !== everybody, `must not be ${everybody}: that is who needs no name`),
);

const PersonSchema = v.pipe(
  v.strictObject(
    { email: v.optional(EmailSchema), sms: v.optional(PhoneSchema) },
    'must be a person, such as { email: anna@example.org }',
  ),
  v.check(
    ({ email, sms }) => email !== undefined || sms !== undefined,
    'must have an e-mail address or a phone number',
  ),
);

/** Who is told of alarms. A rule can name people; the others hear of what is for everybody. */
export const RecipientsSchema = v.pipe(
  v.strictObject({
    emails: v.optional(listOf(EmailSchema), []),
    sms: v.optional(listOf(PhoneSchema), []),
    people: v.optional(
      v.pipe(
        v.record(NameSchema, PersonSchema, 'must be people by name'),
        v.description('Those whom a rule can name with tell.'),
      ),
      {},
    ),
  }),
  v.check(
    ({ emails, sms, people }) => emails.length + sms.length + Object.keys(people).length > 0,
    'must name at least one e-mail address or phone number, or nobody is told of an alarm',
  ),
  v.check(({ emails, sms, people }) => {
    const all = Object.values(people);
    const ofPeople = all.flatMap(({ email, sms: number }) => [email, number]);
    const given = [...emails, ...sms, ...ofPeople].filter((address) => address !== undefined);
    return new Set(given.map((address) => address.toLowerCase())).size === given.length;
  }, 'must not name an address or a number twice: whoever is named under people needs no other place'),
  v.description('Who is told of alarms.'),
);
export type Recipients = v.InferOutput<typeof RecipientsSchema>;

export const MailSchema = v.pipe(
  v.strictObject({
    from: v.pipe(
      EmailSchema,
      v.description('The sender; AWS mails it a link, by which it is verified.'),
    ),
  }),
  v.description('Mails with pictures, by SES; without it, e-mail is plain text by SNS.'),
);
export type Mail = v.InferOutput<typeof MailSchema>;

function listOf<Item extends v.GenericSchema<string, string>>(item: Item) {
  return v.pipe(
    v.array(item, 'must be a list'),
    v.check((items) => new Set(items).size === items.length, 'must not name anything twice'),
  );
}
