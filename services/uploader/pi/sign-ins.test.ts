import { expect, it } from 'vitest';
import { parseUploaderConfiguration } from './read-uploader-configuration.ts';
import { signIns } from './sign-ins.ts';

function cameras(text: string) {
  const head = 'region: eu-west-1\nbucket: intellicam-home\n';
  return signIns(parseUploaderConfiguration(`${head}${text}`, 'u.yaml')).map((signIn) => ({
    thing: signIn.credentials?.iot.thing,
    cameras: signIn.cameras.map(({ name }) => name),
  }));
}

const iot = (thing: string) =>
  `{iot: {endpoint: a.example, roleAlias: r, thing: ${thing}, certificate: /c, key: /k}}`;

it('sends all cameras together that sign in the same way', () => {
  expect(cameras('cameras: [{name: garden}, {name: gate}]\n')).toEqual([
    { thing: undefined, cameras: ['garden', 'gate'] },
  ]);
});

it('sends those apart that have a certificate of their own', () => {
  const text = `credentials: ${iot('garden')}
cameras:
  - {name: garden}
  - {name: gate, credentials: ${iot('gate')}}
  - {name: shed}
`;
  expect(cameras(text)).toEqual([
    { thing: 'garden', cameras: ['garden', 'shed'] },
    { thing: 'gate', cameras: ['gate'] },
  ]);
});
