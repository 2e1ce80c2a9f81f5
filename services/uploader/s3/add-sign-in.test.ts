import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseUploaderConfiguration } from '../pi/read-uploader-configuration.ts';
import { addSignIn } from './add-sign-in.ts';

const enrollment = {
  ...{ region: 'eu-west-1', bucket: 'intellicam-home-1', timeZone: 'Europe/Zurich' },
  camera: 'garden',
};
const identity = {
  endpoint: 'abc.credentials.iot.eu-west-1.amazonaws.com',
  roleAlias: 'intellicam-home-camera',
  thing: 'garden',
  certificate: '/etc/intellicam/garden.crt',
  key: '/etc/intellicam/garden.key',
};
const garden = { name: 'garden', credentials: { iot: identity } };
const add = (text: string, camera = 'garden') =>
  addSignIn(text, { enrollment: { ...enrollment, camera }, identity });

describe('addSignIn', () => {
  it('begins a configuration that the uploader takes', () => {
    const text = add('');
    expect(parse(text)).toEqual({
      ...{ region: 'eu-west-1', bucket: 'intellicam-home-1', timeZone: 'Europe/Zurich' },
      cameras: [garden],
    });
    expect(parseUploaderConfiguration(text, 'uploader.yaml').cameras).toMatchObject([garden]);
  });

  it('keeps what is there, comments included', () => {
    const text = add(`# my Pi
timeZone: Europe/Berlin # it stands there
afterSending: move
cameras:
  # the old one
  - name: garden
    sampling: off
  - name: gate
`);
    expect(text).toContain('# my Pi\n');
    expect(text).toContain('Europe/Berlin # it stands there');
    expect(text).toContain('# the old one');
    expect(parse(text)).toMatchObject({
      ...{ timeZone: 'Europe/Berlin', afterSending: 'move' },
      cameras: [{ ...garden, sampling: 'off' }, { name: 'gate' }],
    });
  });

  it('puts one camera beside another', () => {
    expect(parse(add(add(''), 'gate')).cameras).toMatchObject([
      { name: 'garden' },
      { name: 'gate', credentials: {} },
    ]);
  });

  it('changes nothing the second time', () => {
    expect(add(add('# mine\n'))).toBe(add('# mine\n'));
  });

  it('leaves only the comments of a file that has nothing else', () => {
    expect(add('# region: eu-west-1\n')).toMatch(/^# region: eu-west-1\n+region: eu-west-1\n/);
  });

  it.each([
    ['bucket: another\n', /bucket intellicam-home-1, and uploader\.yaml says another/],
    ['region: us-east-1\n', /region eu-west-1, and uploader\.yaml says us-east-1/],
    ['cameras: [\n', /not valid/],
    ['just text\n', /something else/],
  ])('refuses %j in a sentence', (text, message) => {
    expect(() => add(text)).toThrow(message);
  });
});
