import * as v from 'valibot';

const Text = v.pipe(v.string(), v.nonEmpty());
const MailSchema = v.object({
  from: Text,
  everybody: v.array(Text),
  people: v.record(Text, Text),
});
/** Who mails alarms to whom by SES; without it, nobody does. */
export type MailSettings = Readonly<v.InferOutput<typeof MailSchema>>;

/** The variable that says so, written by whoever deploys the function. */
export const MailVariable = v.pipe(
  v.string(),
  v.parseJson(undefined, 'is no JSON'),
  v.nullable(MailSchema),
);

/** The variable that names whom rules can name, by whatever way they are reached. */
export const PeopleVariable = v.pipe(
  v.string(),
  v.parseJson(undefined, 'is no JSON'),
  v.array(Text, 'is no list of names'),
);
