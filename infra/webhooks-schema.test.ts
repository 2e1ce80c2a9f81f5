import { describe, expect, it } from 'vitest';
import { parseConfiguration } from './read-configuration.ts';

const least = `region: eu-west-1
timeZone: Europe/Zurich
cameras: [garden]
recipients: { emails: [you@example.org] }
webhooks:
`;

function webhooks(...entries: readonly string[]) {
  const text = least + entries.map((entry) => `  - ${entry}\n`).join('');
  return parseConfiguration(text, 'home.yaml').webhooks;
}

const phone = 'name: phone, template: ntfy, url: "https://ntfy.sh/*"';

describe('a webhook in the configuration', () => {
  it('needs a name, a template and an address', () => {
    expect(webhooks(`{ ${phone} }`)).toEqual([
      { name: 'phone', template: 'ntfy', url: 'https://ntfy.sh/*', ...defaults },
    ]);
  });

  const defaults = { method: 'POST', header: 'Authorization' };

  it('chooses what it is told of', () => {
    const filters = { kinds: ['alarm'], severities: ['critical'], cameras: ['garden'] };
    expect(webhooks(`{ ${phone}, ${JSON.stringify(filters).slice(1, -1)} }`)).toMatchObject([
      filters,
    ]);
  });

  it.each([
    ['{ name: phone }', 'webhooks[1].template is missing'],
    [`{ ${phone.replace('phone', 'My Phone')} }`, 'webhooks[1].name must be 1 to 24 lower-case'],
    [`{ ${phone.replace('ntfy,', 'ntfi,')} }`, 'did you mean ntfy?'],
    [`{ ${phone.replace('https', 'http')} }`, 'webhooks[1] has a url that is no plain https'],
    [`{ ${phone}, kinds: [alarms] }`, 'did you mean alarm?'],
    [`{ ${phone}, kinds: [] }`, 'must name at least one'],
    [`{ ${phone}, priority: 6 }`, 'must be 1 to 5'],
    [`{ ${phone}, chat: "1" }`, 'webhooks[1] has a chat, which only telegram has'],
    [`{ ${phone.replace('ntfy,', 'json,')}, priority: 5 }`, 'which only ntfy has'],
    [`{ ${phone.replace('ntfy,', 'telegram,')} }`, 'webhooks[1] needs chat'],
    [`{ ${phone.replace('ntfy,', 'telegram,')}, chat: 12 }`, 'must be in quotes'],
    [`{ ${phone}, header: "X Key" }`, 'must be the name of a header'],
    [`{ ${phone}, token: secret }`, 'token is not a key here'],
  ])('%s is wrong', (entry, problem) => {
    expect(() => webhooks(entry)).toThrow(problem);
  });

  it('has a name of its own, and is one of five at most', () => {
    expect(() => webhooks(`{ ${phone} }`, `{ ${phone} }`)).toThrow('must not name anything twice');
    const many = [1, 2, 3, 4, 5, 6].map((number) => `{ ${phone.replace('phone', `p${number}`)} }`);
    expect(() => webhooks(...many)).toThrow('must be at most 5');
  });
});
