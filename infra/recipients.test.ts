import { describe, expect, it } from 'vitest';
import { parseConfiguration } from './read-configuration.ts';
import { alarmSubscribers, operationsSubscribers, sesIdentities, sesMails } from './recipients.ts';

function configured(lines: string) {
  const place = 'region: eu-west-1\ntimeZone: Europe/Zurich\ncameras: [garden]\n';
  return parseConfiguration(`${place}${lines}`, 'intellicam.yaml');
}

const family = `recipients:
  emails: [you@example.org]
  sms: ["+41791234567"]
  people:
    anna: { email: anna@example.org, sms: "+41791234568" }
`;
const unnamed = { tell: [{ exists: false }, 'everybody'] };
const named = { tell: [{ exists: false }, 'everybody', 'anna'] };

describe('who subscribes to the topics', () => {
  it('hears everything where nobody has a name', () => {
    const plain = configured('recipients: { emails: [you@example.org], sms: ["+41791234567"] }');
    expect(alarmSubscribers(plain)).toEqual([
      { protocol: 'email', endpoint: 'you@example.org' },
      { protocol: 'sms', endpoint: '+41791234567' },
    ]);
    expect(operationsSubscribers(plain)).toEqual([
      { protocol: 'email', endpoint: 'you@example.org' },
    ]);
    expect([sesMails(plain), sesIdentities(plain)]).toEqual([undefined, []]);
  });

  it('hears what is for everybody, and whoever has a name what is for that', () => {
    expect(alarmSubscribers(configured(family))).toEqual([
      { protocol: 'email', endpoint: 'you@example.org', filter: unnamed },
      { protocol: 'sms', endpoint: '+41791234567', filter: unnamed },
      { protocol: 'email', endpoint: 'anna@example.org', filter: named },
      { protocol: 'sms', endpoint: '+41791234568', filter: named },
    ]);
  });

  it('hears only of trouble where SES mails the rest', () => {
    const mailed = configured(`${family}mail: { from: camera@example.org }\n`);
    const [you, phone, anna] = alarmSubscribers(mailed);
    expect([you?.filter, phone?.filter, anna?.filter]).toEqual([
      { kind: ['trouble'] },
      unnamed,
      { kind: ['trouble'] },
    ]);
    expect(sesMails(mailed)).toEqual({
      from: 'camera@example.org',
      everybody: ['you@example.org'],
      people: { anna: 'anna@example.org' },
    });
    expect(sesIdentities(mailed)).toEqual([
      ...['camera@example.org', 'you@example.org', 'anna@example.org'],
    ]);
  });

  it('is whoever has a name, for a broken pipeline, where all have one', () => {
    const people = 'recipients: { people: { anna: { email: anna@example.org } } }';
    expect(operationsSubscribers(configured(people))).toHaveLength(1);
  });
});

describe('recipients', () => {
  it.each([
    ['nobody', '{}', /must name at least one/],
    ['a person without an address', '{ people: { anna: {} } }', /people\.anna must have/],
    [
      'an address twice',
      '{ emails: [a@b.org], people: { anna: { email: A@b.org } } }',
      /must not name an address or a number twice/,
    ],
    ['a person called everybody', '{ people: { everybody: { email: a@b.org } } }', /everybody/],
  ])('must not be %s', (_, recipients, problem) => {
    expect(() => configured(`recipients: ${recipients}\n`)).toThrow(problem);
  });

  it.each([
    ['mail: { from: nobody }', /mail\.from must be an e-mail address/],
    ['galleryUrl: pictures', /galleryUrl must be the address of the page/],
    ['galleryUrl: "javascript:alert(1)"', /galleryUrl must be the address of the page/],
  ])('are not told by %s', (line, problem) => {
    expect(() => configured(`${family}${line}\n`)).toThrow(problem);
  });
});
