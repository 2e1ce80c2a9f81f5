import { expect, it } from 'vitest';
import { enrollmentPolicy } from './enrollment-session.ts';

it('lets an enrolment tie certificates to its own camera only', () => {
  const policy = { region: 'eu-west-1', account: '123456789012', camera: 'garden' };
  const iot = 'arn:aws:iot:eu-west-1:123456789012';
  expect(JSON.parse(enrollmentPolicy(policy)).Statement).toEqual([
    { Effect: 'Allow', Action: 'iot:CreateCertificateFromCsr', Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['iot:AttachPolicy', 'iot:AttachThingPrincipal'],
      Resource: [`${iot}:cert/*`, `${iot}:thing/garden`],
    },
  ]);
});
