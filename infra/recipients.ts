import { everybody } from '../contracts/machine-alert.ts';
import type { Mail, Recipients } from './recipients-schema.ts';

/** Somebody who subscribes to a topic; the filter, if there is one, says to which messages. */
export type TopicSubscriber = {
  readonly protocol: 'email' | 'sms';
  readonly endpoint: string;
  readonly filter?: Readonly<Record<string, readonly (string | { readonly exists: false })[]>>;
};

type Told = { readonly recipients: Recipients; readonly mail?: Mail | undefined };

/**
 * Who hears what over the alarm topic. Whoever gets mails by SES hears only of trouble there, so that
 * somebody tells them when SES refuses theirs.
 */
export function alarmSubscribers({ recipients, mail }: Told): readonly TopicSubscriber[] {
  const people = Object.entries(recipients.people);
  // Messages of an older version name nobody. Without people there is nothing to filter.
  const unnamed =
    people.length === 0 ? {} : { filter: { tell: [{ exists: false }, everybody] } as const };
  const byMail = (endpoint: string, filter: Pick<TopicSubscriber, 'filter'>): TopicSubscriber => ({
    ...{ protocol: 'email', endpoint },
    ...(mail === undefined ? filter : { filter: { kind: ['trouble'] } }),
  });
  const bySms = (endpoint: string, filter: Pick<TopicSubscriber, 'filter'>): TopicSubscriber => ({
    ...{ protocol: 'sms', endpoint },
    ...filter,
  });
  return [
    ...recipients.emails.map((email) => byMail(email, unnamed)),
    ...recipients.sms.map((number) => bySms(number, unnamed)),
    ...people.flatMap(([name, { email, sms }]) => {
      const named = { filter: { tell: [{ exists: false }, everybody, name] } as const };
      return [
        ...(email === undefined ? [] : [byMail(email, named)]),
        ...(sms === undefined ? [] : [bySms(sms, named)]),
      ];
    }),
  ];
}

/** Who is told of a broken pipeline: those who need no name, or everybody where all have one. */
export function operationsSubscribers({ recipients }: Told): readonly TopicSubscriber[] {
  const { emails, people } = recipients;
  const named = Object.values(people).flatMap(({ email }) => email ?? []);
  const told = emails.length > 0 ? emails : named;
  return told.map((endpoint) => ({ protocol: 'email', endpoint }));
}

/** Whom SES mails to, and from whom; undefined where nobody wants its mails. */
export function sesMails({ recipients, mail }: Told) {
  if (mail === undefined) return undefined;
  const named = Object.entries(recipients.people).flatMap(([name, { email }]) =>
    email === undefined ? [] : [[name, email] as const],
  );
  return { from: mail.from, everybody: recipients.emails, people: Object.fromEntries(named) };
}

/** Every address that SES has to know: while it is in its sandbox, it mails to no other. */
export function sesIdentities(told: Told): readonly string[] {
  const mails = sesMails(told);
  if (mails === undefined) return [];
  return [...new Set([mails.from, ...mails.everybody, ...Object.values(mails.people)])];
}
