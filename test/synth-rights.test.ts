import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { layoutNames, placePrefixes, uploadPrefix } from '../contracts/object-key.ts';
import {
  functionRoles,
  policyOf,
  reference,
  rolePolicies,
  type SynthesisedStack,
  synthesisedStack,
  thisAccount,
} from './synthesised-stack.ts';

let home: SynthesisedStack;
beforeAll(async () => {
  home = await synthesisedStack();
});

describe('the functions’ roles', () => {
  it('can be taken by functions of this account only', () => {
    expect(functionRoles(home)).toHaveLength(home.consumers.length);
    for (const [, role] of functionRoles(home)) {
      expect(policyOf(role, 'assume_role_policy')).toEqual([
        expect.objectContaining({
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: ['sts:AssumeRole'],
          Condition: {
            StringEquals: {
              'aws:SourceAccount': [thisAccount],
            },
          },
        }),
      ]);
    }
  });

  it('allow no action by wildcard, and all resources to DetectLabels alone', () => {
    for (const { Effect, Action, Resource } of rolePolicies(home)) {
      expect(Effect).toBe('Allow');
      for (const action of Action) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
      if (Resource.includes('*')) expect(Action).toEqual(['rekognition:DetectLabels']);
    }
  });

  it('read their own queue and write their own log', () => {
    for (const { name } of home.consumers) {
      const [role] = home.one('iam_role', 'name', `intellicam-home-${name}`);
      const [, policy] = home.one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
      const resources = policyOf(policy)
        .filter(({ Sid }) => Sid === 'Log' || Sid === 'Receive')
        .flatMap(({ Resource }) => Resource);
      const [log] = home.one('cloudwatch_log_group', 'name', `/aws/lambda/intellicam-home-${name}`);
      const [queue] = home.one('sqs_queue', 'name', `intellicam-home-${name}`);
      expect(resources).toEqual([
        `${reference('cloudwatch_log_group', log, 'arn')}:*`,
        reference('sqs_queue', queue, 'arn'),
      ]);
    }
  });

  it('let the watchman see pictures’ names, and read none', () => {
    const [role] = home.one('iam_role', 'name', 'intellicam-home-watchman');
    const [, policy] = home.one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
    const rights = policyOf(policy).filter(({ Action }) => Action.join().startsWith('s3:'));
    const below = (resource: string) => resource.replace(/^\$\{.*?\}\//, '');
    expect(rights.map(({ Action, Resource }) => [Action, Resource.map(below)])).toEqual([
      [['s3:GetObject'], ['state/cameras/*', 'state/watch/*']],
      [['s3:ListBucket'], [expect.anything()]],
      [['s3:PutObject'], ['state/watch/*']],
    ]);
  });

  it('let the reporter read no picture, and write nothing but its notes and claims', () => {
    const [role] = home.one('iam_role', 'name', 'intellicam-home-reporter');
    const [, policy] = home.one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
    const below = (resource: string) => resource.replace(/^\$\{.*?\}\//, '');
    const rights = policyOf(policy).map(({ Sid, Resource }) => [Sid, Resource.map(below)]);
    expect(Object.fromEntries(rights)).toMatchObject({
      Read: [
        ...['gallery/*', 'state/cameras/*', 'state/watch/*', 'state/incidents/*'],
        ...['state/consumers/reporter/*', 'state/alerts/*'],
      ],
      Write: ['state/consumers/reporter/*', 'state/alerts/*'],
    });
    expect(policyOf(policy).flatMap(({ Action }) => Action)).not.toContain('s3:GetObjectVersion');
  });

  it('let only the mover delete, and only pictures, their lists, and what is its own', () => {
    const deleting = rolePolicies(home).filter(({ Action }) =>
      Action.some((action) => action.startsWith('s3:Delete')),
    );
    expect(deleting).toEqual([
      expect.objectContaining({
        Action: ['s3:DeleteObject'],
        Resource: ['upload', 'jpg_alarm', 'jpg_quiet', 'jpg_error', 'csv_alarm', 'csv_quiet']
          .concat('state/consumers/mover')
          .map((place) => expect.stringMatching(new RegExp(`\\}/${place}/\\*$`))),
      }),
    ]);
  });

  it.each(layoutNames)('let no function set itself off, in the layout %s', async (layout) => {
    const stack = await synthesisedStack(`layout: ${layout}\n`);
    const [notification] = stack.all('s3_bucket_notification');
    expect(notification?.[1].queue).toEqual([
      expect.objectContaining({ events: ['s3:ObjectCreated:*'], filter_prefix: uploadPrefix }),
    ]);
    const written = rolePolicies(stack)
      .filter(({ Action }) => Action.some((action) => action.startsWith('s3:Put')))
      .flatMap(({ Resource }) => Resource.map((arn) => arn.replace(/^\$\{.*?\}\//, '')));
    expect(written).toContain(`${placePrefixes(layout, 'error')[0]}*`);
    for (const pattern of written) {
      const prefix = pattern.replace(/\*$/, '');
      expect(prefix).toMatch(/^[\w/-]+\/$/);
      expect(prefix.startsWith(uploadPrefix) || uploadPrefix.startsWith(prefix)).toBe(false);
    }
  });
});

describe('the bucket', () => {
  it('is private, versioned, encrypted, and for TLS 1.2 and newer only', () => {
    expect(home.all('s3_bucket_public_access_block')[0]?.[1]).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(home.all('s3_bucket_ownership_controls')[0]?.[1]).toMatchObject({
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
    expect(home.all('s3_bucket_versioning')[0]?.[1]).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(JSON.stringify(home.all('s3_bucket_server_side_encryption_configuration'))).toContain(
      '"sse_algorithm":"AES256"',
    );
    const policy = policyOf(home.all('s3_bucket_policy')[0]?.[1]);
    expect(policy.map(({ Effect, Condition }) => [Effect, Condition])).toEqual([
      ['Deny', { Bool: { 'aws:SecureTransport': ['false'] } }],
      ['Deny', { NumericLessThan: { 's3:TlsVersion': ['1.2'] } }],
    ]);
  });

  it('never deletes by age what waits in upload/', () => {
    const RulesSchema = v.array(
      v.object({
        filter: v.tuple([v.object({ prefix: v.string() })]),
        expiration: v.tuple([v.looseObject({ days: v.optional(v.number()) })]),
      }),
    );
    const [lifecycle] = home.all('s3_bucket_lifecycle_configuration');
    const rules = v.parse(RulesSchema, lifecycle?.[1].rule);
    const touching = rules.filter(
      ({ filter: [{ prefix }] }) => prefix.startsWith('upload') || uploadPrefix.startsWith(prefix),
    );
    expect(touching.map(({ expiration }) => expiration)).toEqual([
      [{ expired_object_delete_marker: true }],
    ]);
  });

  it('begins with an alarm list that later deployments leave alone', () => {
    const [list] = home.all('s3_object');
    expect(list?.[1]).toMatchObject({
      key: 'config/reko_alarms.csv',
      lifecycle: { ignore_changes: 'all' },
    });
  });
});
