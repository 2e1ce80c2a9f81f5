import * as v from 'valibot';

const SettingSchema = v.object({ url: v.pipe(v.string(), v.check(isAddress)) });

type Reading =
  | { readonly outcome: 'usable'; readonly url: string }
  | { readonly outcome: 'unusable'; readonly problem: string };

/**
 * Reads the owner's setting. Whoever knows the address can ring, so a problem never quotes what was
 * read, as the messages of JSON's parser and of Valibot do.
 */
export function readAddress(text: string | undefined): Reading {
  if (text === undefined) return unusable('it is not there; put {"url": "https://…"} into it');
  const setting = v.safeParse(SettingSchema, parsed(text));
  if (setting.success) return { outcome: 'usable', url: setting.output.url };
  return unusable('it must be {"url": "https://…"}, with neither name nor password in the address');
}

function unusable(problem: string): Reading {
  return { outcome: 'unusable', problem };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// http, too: at home, Home Assistant has no certificate. fetch refuses a password in the address.
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
