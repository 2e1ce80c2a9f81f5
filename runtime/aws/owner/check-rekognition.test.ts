import { describe, expect, it } from 'vitest';
import { judgeRegion } from './check-region.ts';
import { findLabelQuota, judgeLabelQuota } from './check-rekognition.ts';

const name = 'Transactions per second per account for the Amazon Rekognition Image operation';

describe('findLabelQuota', () => {
  it('finds DetectLabels among the others', () => {
    const quotas = [
      { QuotaCode: 'L-1', QuotaName: `${name} DetectFaces`, Value: 5 },
      { QuotaCode: 'L-2', QuotaName: `${name} DetectCustomLabels`, Value: 3 },
      { QuotaCode: 'L-3', QuotaName: `${name} DetectLabels`, Value: 50 },
    ];
    expect(findLabelQuota(quotas)).toEqual({ outcome: 'known', perSecond: 50, code: 'L-3' });
    expect(findLabelQuota(quotas.slice(0, 2))).toBeUndefined();
  });
});

describe('judgeLabelQuota', () => {
  const known = (perSecond: number) => ({ outcome: 'known', perSecond, code: 'L-3' }) as const;

  it.each([
    ['eu-west-1', 50, 'ok'],
    ['eu-west-1', 5, 'warning'],
    ['eu-central-1', 5, 'ok'],
    ['eu-central-1', 2, 'warning'],
  ])('compares with what is usual: in %s %i a second is %s', (region, perSecond, state) => {
    expect(judgeLabelQuota(known(perSecond), region).state).toBe(state);
  });

  it('says how to ask for more', () => {
    expect(judgeLabelQuota(known(5), 'us-east-1').todo).toContain(
      '--service-code rekognition --quota-code L-3 --desired-value 50 --region us-east-1',
    );
  });

  it('finds a problem where Rekognition is not offered', () => {
    expect(judgeLabelQuota({ outcome: 'not-offered' }, 'eu-north-1').state).toBe('problem');
    expect(judgeLabelQuota({ outcome: 'not-listed' }, 'eu-north-1').state).toBe('unknown');
  });
});

describe('judgeRegion', () => {
  it('finds a problem in a configuration that speaks of another region', () => {
    expect(judgeRegion('eu-west-1', 'eu-west-1').state).toBe('ok');
    expect(judgeRegion('us-east-1', 'eu-west-1')).toMatchObject({
      state: 'problem',
      todo: expect.stringContaining('region: eu-west-1'),
    });
  });
});
