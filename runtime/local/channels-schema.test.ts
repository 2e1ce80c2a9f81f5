import { describe, expect, it } from 'vitest';
import { parseYaml } from '../read-yaml.ts';
import { ChannelsSchema, noChannels } from './channels-schema.ts';

const parse = (text: string) => parseYaml(text, 'channels.yaml', ChannelsSchema);
const smtp = 'smtp: { host: smtp.example.org, from: a@b.org, to: [c@d.org] }\n';

describe('channels.yaml', () => {
  it('may say nothing', () => {
    expect(parse('')).toEqual(noChannels);
  });

  it('names a mail server, a topic, people and the page', () => {
    const text = `${smtp}ntfy: { url: https://ntfy.sh/topic, token: tk_1 }
galleryUrl: http://192.168.1.5:8787
people: { anna: { email: anna@example.org, ntfy: https://ntfy.sh/annas } }
`;
    expect(parse(text)).toMatchObject({
      smtp: { port: 587, to: ['c@d.org'] },
      people: { anna: { email: 'anna@example.org' } },
    });
  });

  it.each([
    ['smpt: {}', /channels\.yaml:1: smpt is not a key here/],
    ['smtp: { host: a, from: b }', /:1: smtp\.from must be an e-mail address/],
    [`${smtp.replace(', to: [c@d.org]', '')}`, /:1: smtp must name somebody under to/],
    ['smtp: { host: a, from: a@b.org, user: me }', /smtp must have both user and password/],
    ['ntfy: { url: ntfy.sh/topic }', /ntfy\.url must be an address, such as https:\/\/ntfy\.sh/],
    ['ntfy: { url: "https://me:secret@ntfy.sh/topic" }', /ntfy\.url must be an address/],
    ['people: { anna: {} }', /people\.anna must have an e-mail address or/],
    ['people: { anna: { email: a@b.org } }', /people must not have e-mail addresses without smtp/],
    ['galleryUrl: "javascript:alert(1)"', /galleryUrl must be an address/],
  ])('must not be %s', (text, problem) => {
    expect(() => parse(text)).toThrow(problem);
  });

  it('keeps a password to itself that is wrong', () => {
    const text = 'smtp: { host: a, from: a@b.org, user: me, password: 12345678 }';
    expect(() => parse(text)).toThrow(/smtp\.password must be a password, in quotes/);
    expect(() => parse(text)).not.toThrow(/12345678/);
  });
});
