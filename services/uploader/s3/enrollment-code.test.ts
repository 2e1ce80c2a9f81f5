import { describe, expect, it } from 'vitest';
import { decodeEnrollment, type Enrollment, encodeEnrollment } from './enrollment-code.ts';

const enrollment: Enrollment = {
  ...{ region: 'eu-west-1', bucket: 'b', timeZone: 'Europe/Zurich', camera: 'garden' },
  ...{ endpoint: 'abc.credentials.iot.eu-west-1.amazonaws.com' },
  ...{ roleAlias: 'alias', iotPolicy: 'policy', expiresAt: '2026-11-20T14:00:00.000Z' },
  keys: { accessKeyId: 'A', secretAccessKey: 's+/', sessionToken: 't'.repeat(900) },
};
const code = encodeEnrollment(enrollment);

describe('the code of an enrolment', () => {
  it('is one word that no shell touches, and is read back', () => {
    expect(code).toMatch(/^[\w-]+$/);
    expect(decodeEnrollment(code)).toEqual(enrollment);
  });

  it('survives what terminals and mails do to long lines', () => {
    expect(decodeEnrollment(code.replace(/(.{70})/g, '$1\n  '))).toEqual(enrollment);
  });

  it('is not taken when a part of it is missing', () => {
    for (const length of [0, 1, 100, code.length - 1, code.length - 8]) {
      expect(decodeEnrollment(code.slice(0, length)), `${length}`).toBeUndefined();
    }
    expect(decodeEnrollment(encodeEnrollment({ ...enrollment, camera: '../x' }))).toBeUndefined();
    expect(decodeEnrollment('CODE')).toBeUndefined();
  });
});
