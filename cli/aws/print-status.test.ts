import { describe, expect, it } from 'vitest';
import type { DeploymentStatus } from '../../runtime/aws/owner/deployment-status.ts';
import { formatStatus } from './print-status.ts';

const you = { protocol: 'email', endpoint: 'y…@example.org', state: 'confirmed' } as const;
const status: DeploymentStatus = {
  ...{ stage: 'home', region: 'eu-west-1', account: '123456789012' },
  consumers: [
    {
      ...{ name: 'classifier', function: 'intellicam-home-classifier' },
      ...{ waiting: 12, inWork: 5, deadLetters: 0 },
    },
    {
      ...{ name: 'mover', function: 'intellicam-home-mover' },
      ...{ waiting: 0, inWork: 0, deadLetters: 3 },
    },
  ],
  undelivered: 0,
  ringing: [
    {
      name: 'intellicam-home-mover-dead-letters',
      description: 'Pictures were examined, but not filed: they are still in upload/.',
      since: '2026-11-20T12:53:42.070Z',
    },
  ],
  toldOfAlarms: [you, { protocol: 'sms', endpoint: '+41…67', state: 'pending' }],
  toldOfOperations: { unknown: 'the right sns:ListSubscriptionsByTopic is missing' },
  pictures: {
    daysLookedAt: 7,
    cameras: [
      { camera: 'garden', configured: true, lastPictureAt: '2026-11-20T13:02:11.000Z' },
      { camera: 'front-door', configured: true, lastPictureAt: null },
    ],
    others: [{ camera: 'porch', configured: false, lastPictureAt: '2026-11-18T23:02:11.000Z' }],
  },
  signs: [
    { camera: 'garden', state: 'alive', lastSignAt: '2026-11-20T13:01:40.000Z' },
    { camera: 'front-door', state: 'silent', lastSignAt: '2026-11-19T21:30:00.000Z' },
    { camera: 'gate', state: 'doubtful', lastSignAt: '2026-11-20T12:00:00.000Z' },
    { camera: 'shed', state: 'unwatched', lastSignAt: null },
  ],
  month: {
    ...{ month: '2026-11', pictures: 412, alarms: 38 },
    ...{ rekognitionDollars: 0.412, otherDollars: 0.0194 },
  },
  labeling: { outage: null, reserved: 0, monthlyPictures: null },
};
const emphasise = (text: string) => `<${text}>`;

describe('formatStatus', () => {
  it('shows everything on one screen, in the time of the owner', () => {
    expect(formatStatus(status, 'Europe/Zurich', emphasise)).toBe(
      `IntelliCam home in eu-west-1, account 123456789012

consumer     waiting  in work  dead letters  function
classifier        12        5             0  intellicam-home-classifier
mover              0        0<             3>  intellicam-home-mover
undelivered                               0

operations       intellicam-home-mover-dead-letters rings since 2026-11-20 13:53. Pictures were
                 examined, but not filed: they are still in upload/.
alarms go to     y…@example.org  email, confirmed
                 +41…67          sms, pending
trouble goes to  unknown: the right sns:ListSubscriptionsByTopic is missing
last picture     garden      2026-11-20 14:02
                 front-door  none in the last 7 days
                 porch       2026-11-19 00:02, not in the configuration
sign of life     garden      2026-11-20 14:01
                 front-door  <silent since 2026-11-19 22:30>
                 gate        2026-11-20 13:00, longer ago than it should be
                 shed        not watched
2026-11 so far   412 pictures labelled, 38 alarms: about 0.43 dollars, 0.41 of it Rekognition
`,
    );
  });

  it('shows what is used of a budget, and that nothing is labelled', () => {
    const outage = { since: '2026-11-20T13:02:11.000Z', reason: 'budget', held: 37 } as const;
    const labeling = { outage, reserved: 1000, monthlyPictures: 1000 };
    const text = formatStatus({ ...status, labeling }, 'Europe/Zurich', emphasise);
    expect(text).toMatch(/^ +budget: 1000 of 1000 pictures used or set aside$/m);
    expect(text).toMatch(
      /^labelling +stands still since 2026-11-20 14:02 \(budget\); 37 pictures/m,
    );
  });

  it('says in the place of each thing why it is not known', () => {
    const unknown = { unknown: 'AWS cannot be reached' };
    const [classifier, ...others] = status.consumers;
    const dark: DeploymentStatus = {
      ...{ ...status, undelivered: unknown, ringing: unknown, month: unknown },
      labeling: unknown,
      consumers: classifier === undefined ? [] : [{ ...classifier, waiting: unknown }, ...others],
      pictures: { ...status.pictures, others: unknown },
      signs: [{ camera: 'garden', state: unknown, lastSignAt: unknown }],
    };
    const text = formatStatus(dark, 'Europe/Zurich', emphasise);
    expect(text).toMatch(/^classifier +\? +5 +0 {2}intellicam/m);
    expect(text.match(/\? is unknown: AWS cannot be reached/g)).toHaveLength(1);
    expect(text).toMatch(/^operations +unknown: AWS cannot be reached$/m);
    expect(text).toMatch(/^this month +unknown: AWS cannot be reached$/m);
    expect(text).toMatch(/^sign of life +garden {2}unknown: AWS cannot be reached$/m);
    expect(text).toMatch(/^labelling +unknown: AWS cannot be reached$/m);
    expect(text).toMatch(/cameras that are not configured: unknown/);
  });
});
