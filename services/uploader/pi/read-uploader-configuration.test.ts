import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../../runtime/project-file.ts';
import { ConfigurationError } from '../../../runtime/read-yaml.ts';
import {
  parseUploaderConfiguration,
  readUploaderConfiguration,
} from './read-uploader-configuration.ts';

const least = `region: eu-west-1
bucket: intellicam-home
timeZone: Europe/Zurich
cameras:
  - name: garden
`;

const example = projectFile('services/uploader/pi/package/uploader.example.yaml');

describe("the uploader's configuration", () => {
  it('needs a region, a bucket and a camera; the rest has defaults', () => {
    expect(parseUploaderConfiguration(least, 'uploader.yaml')).toEqual({
      region: 'eu-west-1',
      bucket: 'intellicam-home',
      timeZone: 'Europe/Zurich',
      cameras: [
        {
          name: 'garden',
          folder: '/var/lib/intellicam/pictures/garden',
          hook: false,
          sampling: { everySeconds: 2, mostPerEvent: 10 },
          motion: {},
        },
      ],
      afterSending: 'delete',
      leftOut: 'delete',
      backlog: { megabytes: 2000, diskPercent: 90 },
      heartbeatSeconds: 300,
    });
  });

  it("goes by this machine's time zone when none is named", () => {
    const { timeZone } = parseUploaderConfiguration(
      least.replace('timeZone: Europe/Zurich\n', ''),
      'uploader.yaml',
    );
    expect(timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it.each(['off', '"off"'])('takes all pictures with sampling: %s', (word) => {
    const text = `${least}    sampling: ${word}\n`;
    expect(parseUploaderConfiguration(text, 'u.yaml').cameras[0]?.sampling).toBe('off');
  });

  it('has an example that can be used as it is', () => {
    expect(readUploaderConfiguration(example)).toMatchObject({ cameras: [{ name: 'garden' }] });
  });

  it('shows the defaults in the example', () => {
    const everything = readFileSync(example, 'utf8').replace(
      /^( *)# (?= *[\w-]+:(?: \S+)?$)/gm,
      '$1',
    );
    expect(everything).toContain('\n      mostPerEvent: 10\n');
    const { timeZone, cameras, ...defaults } = readUploaderConfiguration(example);
    const { id, motion, source, ...camera } = cameras[0] ?? {};
    expect(parseUploaderConfiguration(everything, 'uploader.yaml')).toMatchObject({
      ...defaults,
      cameras: [camera],
    });
  });
});

describe("an uploader's configuration that cannot be used", () => {
  it('says which file is missing and what to do', () => {
    expect(() => readUploaderConfiguration('/nowhere/uploader.yaml')).toThrow(
      /^there is no \/nowhere\/uploader\.yaml: copy .*uploader\.example\.yaml to it and make it/,
    );
  });

  it('lists what is missing when it is empty', () => {
    for (const key of ['region', 'bucket', 'cameras']) {
      expect(problems('')).toContain(`u.yaml:1: ${key} is missing`);
    }
  });

  it.each([
    [
      'afterSending: remove',
      'afterSending must be one of delete, move; did you mean move? (it is "remove")',
    ],
    ['leftOut: kep', 'leftOut must be one of delete, keep; did you mean keep? (it is "kep")'],
    ['heartbeatSecond: 5', 'heartbeatSecond is not a key here; did you mean heartbeatSeconds?'],
    ['heartbeatSeconds: 1', 'heartbeatSeconds must be at least 10 seconds (it is 1)'],
    ['backlog: {megabyte: 5}', 'backlog.megabyte is not a key here; did you mean megabytes?'],
    ['backlog: {diskPercent: 100}', 'backlog.diskPercent must be a number from 1 to 95'],
    ['endpoint: minio', 'endpoint must be an address, such as https://minio.local:9000'],
    ['credentials: {iott: {}}', 'credentials.iott is not a key here; did you mean iot? Allowed'],
    ['credentials: {iot: {thing: a}}', 'credentials.iot.endpoint is missing'],
  ])('says what is wrong with %s', (line, told) => {
    expect(problems(`${least}${line}\n`)).toContain(`u.yaml:6: ${told}`);
  });

  it.each([
    ['folder: pictures', 'cameras[1].folder must be a path from the root, such as'],
    ['hook: sometimes', 'cameras[1].hook must be true or false (it is "sometimes")'],
    ['sampling: on', 'cameras[1].sampling must be off, or have the keys everySeconds'],
    ['sampling: {everySecond: 5}', 'cameras[1].sampling.everySecond is not a key here; did you'],
    ['sampling: {mostPerEvent: 0}', 'cameras[1].sampling.mostPerEvent must be at least 1 picture'],
    ['smpling: off', 'cameras[1].smpling is not a key here; did you mean sampling? Allowed: name'],
    ['id: 0', 'cameras[1].id must be at least 1'],
    ['source: video0', 'cameras[1].source must be libcamera, a device such as /dev/video0'],
    ['motion: {Threshold: 5}', 'cameras[1].motion.Threshold must be the name of an option'],
    ['motion: {threshold: [5]}', 'cameras[1].motion.threshold must be a word, a number'],
  ])('says what is wrong with %s', (line, told) => {
    expect(problems(`${least}    ${line}\n`)).toContain(`u.yaml:6: ${told}`);
  });

  it.each([
    ['name: the gate', 'cameras[2].name must be 1 to 64 letters, digits'],
    ['name: garden', 'cameras must not name garden twice'],
    [
      'name: gate\n    folder: /var/lib/intellicam/pictures/garden/gate',
      'cameras must not put gate into the folder of garden, or their pictures mix',
    ],
    [
      'name: gate\n    folder: /var/lib/intellicam/pictures',
      'cameras must not put gate into the folder of garden, or their pictures mix',
    ],
  ])('says what is wrong with a second camera of %s', (keys, told) => {
    expect(problems(`${least}  - ${keys}\n`)).toContain(told);
  });

  it('takes folders whose names only begin alike', () => {
    expect(problems(`${least}  - name: garden2\n`)).toBe('');
  });

  it('tells every problem at once, each with its line', () => {
    const text = `regoin: eu-west-1
bucket: Mine
cameras:
  - name: garden
    sampling:
      everySeconds: soon
  - folder: /srv/gate
`;
    expect(problems(text)).toBe(
      `u.yaml cannot be used, it has 5 problems:
  u.yaml:1: region is missing
  u.yaml:1: regoin is not a key here; did you mean region? Allowed: region, bucket, timeZone, credentials, cameras, afterSending, leftOut, backlog, heartbeatSeconds, endpoint
  u.yaml:2: bucket must be the name of a bucket (it is "Mine")
  u.yaml:6: cameras[1].sampling.everySeconds must be a number of seconds (it is "soon")
  u.yaml:7: cameras[2].name is missing`,
    );
  });
});

function problems(text: string): string {
  try {
    parseUploaderConfiguration(text, 'u.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return '';
}
