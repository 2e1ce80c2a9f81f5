import { describe, expect, it } from 'vitest';
import { functionEnvironment } from './function-environment.ts';

const environment = {
  INTELLICAM_STAGE: 'home',
  INTELLICAM_BUCKET: 'pictures',
  INTELLICAM_LAYOUT: 'intellicam',
  INTELLICAM_TIME_ZONE: 'Europe/Berlin',
};

describe('the environment of a function', () => {
  it('needs only what its ports need', () => {
    expect(functionEnvironment(environment, ['blobs'])).toMatchObject({
      INTELLICAM_BUCKET: 'pictures',
      INTELLICAM_LEAST_CONFIDENCE: 55,
      INTELLICAM_MAX_LABELS: 50,
    });
    expect(() => functionEnvironment(environment, ['events', 'alerts'])).toThrow(
      'INTELLICAM_BUS is missing; INTELLICAM_ALARM_TOPIC is missing',
    );
  });

  it('tells all that is amiss at once, by name', () => {
    const broken = {
      ...environment,
      INTELLICAM_BUCKET: '',
      INTELLICAM_LAYOUT: 'mine',
      INTELLICAM_TIME_ZONE: 'Europe/Atlantis',
      INTELLICAM_LEAST_CONFIDENCE: '101',
      INTELLICAM_MAX_LABELS: 'many',
    };
    expect(() => functionEnvironment(broken, ['events'])).toThrow(
      "read the function's environment: INTELLICAM_BUCKET is empty; " +
        'INTELLICAM_LAYOUT is none of intellicam, smart-security-camera; ' +
        'INTELLICAM_TIME_ZONE is no time zone of the IANA database; ' +
        'INTELLICAM_BUS is missing; INTELLICAM_LEAST_CONFIDENCE is above 100; ' +
        'INTELLICAM_MAX_LABELS is no number',
    );
  });
});
