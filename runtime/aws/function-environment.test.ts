import { describe, expect, it } from 'vitest';
import { defaultLabelingPolicy } from '../labeling-policy.ts';
import { defaultNotificationPolicy } from '../notification-policy.ts';
import { functionEnvironment } from './function-environment.ts';
import { labelingPolicyOf } from './labeling-environment.ts';
import { notificationPolicyOf } from './notification-environment.ts';

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

  it('says when alarms ring, as they do everywhere unless the owner wants it otherwise', () => {
    const policy = notificationPolicyOf(functionEnvironment(environment, ['blobs']));
    expect(policy).toEqual(defaultNotificationPolicy);
    const mine = {
      INTELLICAM_COOLDOWN_SECONDS: '0',
      INTELLICAM_COOLDOWN: 'idle',
      INTELLICAM_VISIT_GAP_SECONDS: '5',
      INTELLICAM_ALARMS_PER_HOUR: '1',
      INTELLICAM_ALARMS_PER_DAY: '2',
      INTELLICAM_LATE_AFTER_MINUTES: '3',
      INTELLICAM_REJECTED_MINUTES: '4',
      INTELLICAM_SUMMARY_HOUR: 'off',
    };
    expect(notificationPolicyOf(functionEnvironment({ ...environment, ...mine }, []))).toEqual({
      ...{ cooldownSeconds: 0, cooldown: 'idle', visitGapSeconds: 5 },
      ...{ perHour: 1, perDay: 2, lateAfterMinutes: 3, rejectedMinutes: 4 },
      ...{ summaryHour: 'off', clock: 'arrival' },
    });
    const broken = {
      ...environment,
      INTELLICAM_COOLDOWN: 'never',
      INTELLICAM_ALARMS_PER_DAY: '-1',
      INTELLICAM_SUMMARY_HOUR: '24',
    };
    expect(() => functionEnvironment(broken, ['timers'])).toThrow(
      'INTELLICAM_QUEUE_URL is missing; INTELLICAM_COOLDOWN is none of interval, idle; ' +
        'INTELLICAM_ALARMS_PER_DAY is no whole number; ' +
        'INTELLICAM_SUMMARY_HOUR is no hour of a day, and not off',
    );
  });

  it('says what becomes of pictures that cannot be labelled', () => {
    const policyWith = (more: Record<string, string>) =>
      labelingPolicyOf(functionEnvironment({ ...environment, ...more }, []));
    expect(policyWith({})).toEqual(defaultLabelingPolicy);
    const mine = {
      ...{ INTELLICAM_WHEN_UNAVAILABLE: 'ring', INTELLICAM_RING_AFTER_MINUTES: '0' },
      INTELLICAM_MONTHLY_PICTURES: '7000',
    };
    expect(policyWith(mine)).toEqual({
      ...{ whenUnavailable: 'ring', ringAfterMinutes: 0, monthlyPictures: 7000 },
    });
    expect(() => policyWith({ INTELLICAM_MONTHLY_PICTURES: '' })).toThrow('is no whole number');
  });

  it('names the cameras, each with its minutes, to who asks for them', () => {
    const named = { ...environment, INTELLICAM_CAMERAS: '{"garden":null,"door":60}' };
    expect(functionEnvironment(named, ['cameras']).INTELLICAM_CAMERAS).toEqual([
      { camera: 'garden' },
      { camera: 'door', silentAfterMinutes: 60 },
    ]);
    expect(functionEnvironment(environment, []).INTELLICAM_CAMERAS).toEqual([]);
    expect(() => functionEnvironment(environment, ['cameras'])).toThrow(
      'INTELLICAM_CAMERAS is missing',
    );
  });

  it.each([
    ['', 'is empty'],
    ['garden', 'is no JSON'],
    ['7', 'is no object of cameras'],
    ['["garden"]', 'holds no minutes'],
    ['{"garden":0}', 'holds no minutes'],
  ])('does not take %j for cameras', (text, problem) => {
    const broken = { ...environment, INTELLICAM_CAMERAS: text };
    expect(() => functionEnvironment(broken, ['cameras'])).toThrow(problem);
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
