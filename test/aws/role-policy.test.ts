import { describe, expect, it } from 'vitest';
import { grants, parsePolicy } from './role-policy.ts';

const bus = 'arn:aws:events:eu-central-1:123456789012:event-bus/intellicam';

function policy(...statements: readonly Record<string, unknown>[]) {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}

describe('the policy of a role', () => {
  it('grants the named action on the named resource and nothing beside it', () => {
    const statements = policy({ Effect: 'Allow', Action: 'events:PutEvents', Resource: bus });
    expect(grants(statements, { action: 'events:PutEvents', resource: bus })).toBe(true);
    expect(grants(statements, { action: 'events:PutEvents', resource: `${bus}-2` })).toBe(false);
    expect(grants(statements, { action: 'events:PutRule', resource: bus })).toBe(false);
  });

  it('reads wildcards in actions and resources, and dots as dots', () => {
    const statements = policy({
      Effect: 'Allow',
      Action: ['s3:Get*'],
      Resource: ['arn:aws:s3:::my.bucket/upload/*'],
    });
    const getObject = (resource: string) =>
      grants(statements, { action: 's3:GetObject', resource });
    expect(getObject('arn:aws:s3:::my.bucket/upload/garden/a.jpg')).toBe(true);
    expect(getObject('arn:aws:s3:::my-bucket/upload/garden/a.jpg')).toBe(false);
  });

  it('lets a denial win', () => {
    const statements = policy(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'sns:Publish', Resource: '*' },
    );
    expect(grants(statements, { action: 'sns:Publish', resource: 'arn:aws:sns:x' })).toBe(false);
  });

  it('grants only while the conditions hold', () => {
    const statements = policy({
      ...{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' },
      Condition: { StringLike: { 's3:prefix': ['upload/*'] } },
    });
    const list = { action: 's3:ListBucket', resource: 'arn:aws:s3:::b' };
    expect(grants(statements, list)).toBe(false);
    expect(grants(statements, { ...list, context: { 's3:prefix': 'upload/a' } })).toBe(true);
    expect(grants(statements, { ...list, context: { 's3:prefix': 'records/a' } })).toBe(false);
  });

  it('lets a condition pass that is only asked if there is something to ask', () => {
    const statements = policy({
      ...{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' },
      Condition: { StringLikeIfExists: { 's3:prefix': ['upload/*'] } },
    });
    const list = { action: 's3:ListBucket', resource: 'arn:aws:s3:::b' };
    expect(grants(statements, list)).toBe(true);
    expect(grants(statements, { ...list, context: { 's3:prefix': 'records/a' } })).toBe(false);
  });
});
