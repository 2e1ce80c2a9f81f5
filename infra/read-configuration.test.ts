import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../runtime/project-file.ts';
import { ConfigurationSchema } from './configuration.ts';
import { ConfigurationError, parseConfiguration, readConfiguration } from './read-configuration.ts';

const least = `region: eu-west-1
timeZone: Europe/Zurich
cameras: [garden]
recipients:
  emails: [you@example.org]
`;

describe('the configuration', () => {
  it('needs a region, a time zone, a camera and somebody to tell; the rest has defaults', () => {
    expect(parseConfiguration(least, 'intellicam.yaml')).toEqual({
      region: 'eu-west-1',
      timeZone: 'Europe/Zurich',
      cameras: ['garden'],
      recipients: { emails: ['you@example.org'], sms: [], people: {} },
      stage: 'home',
      retention: {
        quietDays: 2,
        alarmDays: 365,
        errorDays: 30,
        recordDays: 365,
        csvDays: 365,
        galleryDays: 365,
      },
      layout: 'intellicam',
      labeler: {
        ...{ leastConfidence: 55, maxLabels: 50 },
        ...{ whenUnavailable: 'hold', ringAfterMinutes: 2 },
      },
      notifications: {
        cooldownSeconds: 300,
        cooldown: 'interval',
        visitGapSeconds: 60,
        perHour: 20,
        perDay: 100,
        lateAfterMinutes: 60,
        rejectedMinutes: 60,
        summaryHour: 8,
      },
      webhooks: [],
      gallery: { linkDays: 7 },
      spend: { monthlyDollars: 20 },
      architecture: 'arm64',
      silentAfterMinutes: {},
    });
  });

  it('takes cameras by their names, or with how long they may be silent', () => {
    const cameras = 'cameras: [garden, { name: door, silentAfterMinutes: 60 }, { name: attic }]';
    expect(
      parseConfiguration(least.replace('cameras: [garden]', cameras), 'home.yaml'),
    ).toMatchObject({
      cameras: ['garden', 'door', 'attic'],
      silentAfterMinutes: { door: 60 },
    });
  });

  it('has an example that can be used as it is', () => {
    const example = readConfiguration(projectFile('intellicam.example.yaml'));
    expect(example).toMatchObject({ stage: 'home', cameras: ['garden'] });
  });

  it('shows the defaults in the example', () => {
    const file = projectFile('intellicam.example.yaml');
    const everything = readFileSync(file, 'utf8').replace(
      /^# (?= *\w+: *\S*$)(?!galleryUrl)/gm,
      '',
    );
    expect(everything).toContain('\n  galleryDays: 365\n');
    expect(parseConfiguration(everything, 'intellicam.yaml')).toEqual(readConfiguration(file));
  });

  // `npx vitest run infra/read-configuration.test.ts -u` writes it anew.
  it('has the JSON Schema that editors complete with', async () => {
    const schema = {
      title: 'IntelliCam',
      ...toJsonSchema(ConfigurationSchema, { errorMode: 'ignore', typeMode: 'input' }),
    };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../docs/intellicam.schema.json',
    );
  });
});

describe('a configuration that cannot be used', () => {
  it('says which file is missing and what to do', () => {
    expect(() => readConfiguration('no-such.yaml')).toThrow(
      'there is no no-such.yaml: copy intellicam.example.yaml to no-such.yaml and make it yours',
    );
  });

  it('says where it is not YAML', () => {
    expect(problems('region: eu-west-1\ncameras: [garden\n')).toMatch(
      /home\.yaml:3: this is not YAML: .*flow sequence/i,
    );
  });

  it('names a key that is written twice', () => {
    expect(problems(`${least}region: eu-west-1\n`)).toContain('home.yaml:6: this is not YAML: Map');
  });

  it('lists what is missing when it is empty', () => {
    const told = problems('');
    for (const key of ['region', 'timeZone', 'cameras', 'recipients']) {
      expect(told).toContain(`home.yaml:1: ${key} is missing`);
    }
  });

  it.each([
    ['stage: Home', 'stage must be 1 to 16 lower-case letters, digits and hyphens, such as home'],
    ['layout: inteligam', 'layout must be one of intellicam, smart-security-camera; did you mean'],
    ['architecture: 386', 'architecture must be one of arm64, x86_64 (it is 386)'],
    ['lables: {}', 'lables is not a key here; did you mean labeler? Allowed: region, timeZone'],
    ['retention: {quietDay: 3}', 'retention.quietDay is not a key here; did you mean quietDays?'],
    ['retention: {quietDays: 1.5}', 'retention.quietDays must be a whole number of days'],
    ['retention: {quietDays: 0}', 'retention.quietDays must be at least 1 day'],
    ['retention: {errorDays: soon}', 'retention.errorDays must be a number of days (it is "soon")'],
    ['retention: {csvDays: 30}', 'retention.csvDays must be at least alarmDays and quietDays'],
    ['retention: 30', 'retention must have the keys quietDays, alarmDays'],
    ['labeler: {leastConfidence: 101}', 'labeler.leastConfidence must be a number from 0 to 100'],
    ['labeler: {maxLabels: 0}', 'labeler.maxLabels must be a whole number from 1 to 1000'],
    ['labeler: {whenUnavailable: wait}', 'labeler.whenUnavailable must be one of hold, ring'],
    [
      'labeler: {ringAfterMinutes: 61}',
      'labeler.ringAfterMinutes must be a whole number of minutes from 0 to 60',
    ],
    ['spend: {stopAtDollars: 0}', 'spend.stopAtDollars must be an amount of dollars, at least 1'],
    ['notifications: {cooldown: never}', 'notifications.cooldown must be one of interval, idle'],
    ['notifications: {perHour: -1}', 'notifications.perHour must be a whole number from 0 to 1000'],
    [
      'notifications: {summaryHour: 24}',
      'notifications.summaryHour must be an hour from 0 to 23, or off',
    ],
    [
      'notifications: {summaryHour: never}',
      'notifications.summaryHour must be an hour from 0 to 23, or off',
    ],
    ['gallery: {linkDays: 0}', 'gallery.linkDays must be a whole number of days from 1 to 365'],
    [
      'gallery: {domain: cam.example.org}',
      'gallery must name domain and certificateArn, or neither',
    ],
    ['notifications: {perday: 5}', 'notifications.perday is not a key here; did you mean perDay?'],
    ['spend: {monthlyDollars: 0}', 'spend.monthlyDollars must be at least 1 dollar (it is 0)'],
  ])('says what is wrong with %s', (line, told) => {
    expect(problems(`${least}${line}\n`)).toContain(`home.yaml:6: ${told}`);
  });

  it.each([
    ['region: europe', 'region must be the name of an AWS region, such as eu-west-1'],
    ['timeZone: Europe/Zurch', 'timeZone must be an IANA time zone, did you mean Europe/Zurich?'],
    ['timeZone: "+02:00"', 'timeZone must be an IANA time zone, such as Europe/Zurich'],
    ['cameras: []', 'cameras must name at least one camera'],
    ['cameras: garden', 'cameras must be a list (it is "garden")'],
    ['cameras: [a, a]', 'cameras must not name anything twice'],
    ['cameras: [a, ../b]', 'cameras[2] must be 1 to 64 letters, digits'],
    ['cameras: [a, { name: a }]', 'cameras must not name anything twice'],
    ['cameras: [{ name: ../b }]', 'cameras[1].name must be 1 to 64 letters'],
    ['cameras: [{ name: a, silentAfterMinutes: 5 }]', 'must be a whole number of minutes from 10'],
    ['cameras: [{ name: a, silentAfter: 60 }]', 'cameras[1] must be the name of a camera, or {'],
    ['cameras: [{ name: a, silentAfterMinutes: soon }]', 'minutes from 10 to 10080, or 0'],
    ['cameras: [7]', 'cameras[1] must be the name of a camera, or {'],
    ['recipients: {emails: []}', 'recipients must name at least one e-mail address or phone'],
    ['recipients: {emails: [me]}', 'recipients.emails[1] must be an e-mail address'],
    ['recipients: {sms: [+41791234567]}', 'recipients.sms[1] must be a phone number in quotes'],
    ['recipients: {sms: ["079"]}', 'recipients.sms[1] must be an international phone number'],
  ])('says what is wrong with %s', (line, told) => {
    const key = line.split(':')[0] ?? '';
    const others = least.replace(new RegExp(`^${key}:.*\n(?:  .*\n)*`, 'm'), '');
    expect(problems(`${others}${line}\n`)).toContain(told);
  });

  it('tells every problem at once, each with its line', () => {
    const text = `# mine
regoin: eu-west-1
timeZone: Mars/Olympus
cameras:
  - garden
  - the gate
recipients:
  emails:
    - you@example.org
    - nobody
retention:
  quietDays: 2
  alarmDays: -1
`;
    expect(problems(text)).toBe(
      `home.yaml cannot be used, it has 6 problems:
  home.yaml:1: region is missing
  home.yaml:2: regoin is not a key here; did you mean region? Allowed: region, timeZone, cameras, recipients, mail, galleryUrl, stage, retention, layout, labeler, notifications, webhooks, gallery, spend, architecture
  home.yaml:3: timeZone must be an IANA time zone, such as Europe/Zurich (it is "Mars/Olympus")
  home.yaml:6: cameras[2] must be 1 to 64 letters, digits, hyphens and underscores, such as garden (it is "the gate")
  home.yaml:10: recipients.emails[2] must be an e-mail address, such as you@example.org (it is "nobody")
  home.yaml:13: retention.alarmDays must be at least 1 day (it is -1)`,
    );
  });
});

function problems(text: string): string {
  try {
    parseConfiguration(text, 'home.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return '';
}
