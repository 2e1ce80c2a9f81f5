import type { Alert } from './alert-channel.ts';

/** Who gets mails: those who are always told, and those whom a rule can name. */
export type MailPeople = {
  readonly everybody: readonly string[];
  readonly people: Readonly<Record<string, string>>;
};

/** The addresses that an alert is for, each once; without names, all of them. */
export function addressesOf({ tell }: Alert, { everybody, people }: MailPeople): readonly string[] {
  if (tell === undefined) return [...new Set([...everybody, ...Object.values(people)])];
  return [
    ...new Set(
      Object.entries(people).flatMap(([name, address]) => (tell.includes(name) ? [address] : [])),
    ),
  ];
}
