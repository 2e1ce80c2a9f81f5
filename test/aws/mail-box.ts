import * as v from 'valibot';
import { SendEmailSchema } from './needed-permissions.ts';

const MailSchema = v.object({ destinations: v.array(v.string()), raw_data: v.string() });
const DataSchema = v.object({
  ses: v.optional(v.object({ RawMessage: v.optional(v.array(MailSchema), []) }), {}),
});

/** A mail that SES was given, to whom and as it came. */
export type SentMail = { readonly to: string; readonly text: string };

/** The mail in a call to SES. */
export function mailIn(parameters: unknown): SentMail {
  const { Destination, Content } = v.parse(SendEmailSchema, parameters);
  return {
    to: Destination.ToAddresses.join(', '),
    text: Buffer.from(Content.Raw.Data, 'base64').toString(),
  };
}

/** Every mail that the emulator's SES has sent; it tells of them on a page of its own. */
export async function sentMails(endpoint: string): Promise<readonly SentMail[]> {
  const answer = await fetch(`${endpoint}/moto-api/data.json`);
  const { ses } = v.parse(DataSchema, await answer.json());
  return (ses.RawMessage ?? []).map(({ destinations, raw_data }) => ({
    to: destinations.join(', '),
    text: raw_data,
  }));
}
