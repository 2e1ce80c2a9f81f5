import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { cameraHeartbeatKey, cameraSnapshotKey } from '../contracts/state-key.ts';
import {
  policyOf,
  reference,
  type SynthesisedStack,
  synthesisedStack,
  thisAccount,
} from './synthesised-stack.ts';

let home: SynthesisedStack;
beforeAll(async () => {
  home = await synthesisedStack('', undefined, '[garden, front_door]');
});

/** What may be done with objects, the bucket's own name left out. */
function rightsOf(statements: ReturnType<typeof policyOf>) {
  return statements.map(({ Effect, Action, Resource, Condition }) => {
    const keys = Resource.map((arn) => arn.replace(/^\$\{aws_s3_bucket\.\w+\.arn\}\//, ''));
    return { Effect, Action, keys, Condition };
  });
}

const once = { Null: { 's3:if-none-match': ['false'] } };

describe('the users of cameras', () => {
  it.each(['garden', 'front_door'])('let %s add pictures and say how it is', (camera) => {
    const [user] = home.one('iam_user', 'name', `intellicam-home-camera-${camera}`);
    const [, policy] = home.one('iam_user_policy', 'user', reference('iam_user', user, 'name'));
    const may = { Effect: 'Allow', Action: ['s3:PutObject'] };
    expect(rightsOf(policyOf(policy))).toEqual([
      { ...may, keys: [`upload/${camera}/*`], Condition: once },
      { ...may, keys: [`state/cameras/${camera}/*`], Condition: {} },
    ]);
  });

  it('are as many as there are cameras, and have no keys', () => {
    expect(home.all('iam_user')).toHaveLength(2);
    // A key that Terraform makes would lie in its state.
    expect(home.json).not.toContain('aws_iam_access_key');
  });
});

describe('the role of cameras with a certificate', () => {
  it('can be given by AWS IoT only', () => {
    const [, role] = home.one('iam_role', 'name', 'intellicam-home-camera');
    expect(policyOf(role, 'assume_role_policy')).toMatchObject([
      { Principal: { Service: 'credentials.iot.amazonaws.com' }, Action: ['sts:AssumeRole'] },
    ]);
  });

  it('lets each thing add pictures under its own name', () => {
    const [role] = home.one('iam_role', 'name', 'intellicam-home-camera');
    const [, policy] = home.one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
    const may = { Effect: 'Allow', Action: ['s3:PutObject'] };
    // Two dollars are how Terraform writes one that is not its own.
    const thing = '$${credentials-iot:ThingName}';
    expect(rightsOf(policyOf(policy))).toEqual([
      { ...may, keys: [`upload/${thing}/*`], Condition: once },
      { ...may, keys: [`state/cameras/${thing}/*`], Condition: {} },
    ]);
  });

  it('has an alias for an hour, which is all that a certificate opens', () => {
    const [role] = home.one('iam_role', 'name', 'intellicam-home-camera');
    const [alias, { alias: name, ...settings }] = home.one(
      ...(['iot_role_alias', 'alias', 'intellicam-home-camera'] as const),
    );
    expect(settings).toMatchObject({
      credential_duration: 3600,
      role_arn: reference('iam_role', role, 'arn'),
    });
    const [, policy] = home.one('iot_policy', 'name', String(name));
    expect(policyOf(policy)).toEqual([
      {
        Effect: 'Allow',
        Action: ['iot:AssumeRoleWithCertificate'],
        Resource: [reference('iot_role_alias', alias, 'arn')],
        Condition: {},
      },
    ]);
  });
});

describe('the enroller', () => {
  it('is of this account, for an hour, and ties new certificates to things', () => {
    const [id, role] = home.one('iam_role', 'name', 'intellicam-home-enroller');
    expect(role).toMatchObject({ max_session_duration: 3600 });
    expect(policyOf(role, 'assume_role_policy')).toMatchObject([
      { Principal: { AWS: `arn:aws:iam::${thisAccount}:root` }, Action: ['sts:AssumeRole'] },
    ]);
    const [, policy] = home.one('iam_role_policy', 'role', reference('iam_role', id, 'id'));
    const iot = `arn:aws:iot:eu-west-1:${thisAccount}`;
    expect(policyOf(policy)).toMatchObject([
      { Action: ['iot:CreateCertificateFromCsr'], Resource: ['*'] },
      {
        Action: ['iot:AttachPolicy', 'iot:AttachThingPrincipal'],
        Resource: [`${iot}:cert/*`, `${iot}:thing/*`],
      },
    ]);
  });

  it('is told to who adds cameras, with what certificates need', () => {
    const [id] = home.one('iam_role', 'name', 'intellicam-home-enroller');
    expect(home.output.camera_sign_in?.value).toEqual({
      role_alias: 'intellicam-home-camera',
      iot_policy: 'intellicam-home-camera',
      enroller_role_arn: reference('iam_role', id, 'arn'),
    });
  });
});

describe('what an emulator does not know', () => {
  it('is left out', async () => {
    const emulated = await synthesisedStack('', 'http://127.0.0.1:5000');
    expect([...emulated.all('iot_policy'), ...emulated.all('iot_role_alias')]).toEqual([]);
    expect(emulated.one('iam_role', 'name', 'intellicam-home-camera')).toBeDefined();
  });
});

describe('what a camera says of itself', () => {
  it.each([cameraHeartbeatKey('garden'), cameraSnapshotKey('garden')])(
    'stays, but %s leaves no old versions for long',
    (key) => {
      const RuleSchema = v.object({
        filter: v.tuple([v.object({ prefix: v.string() })]),
        expiration: v.tuple([v.looseObject({ days: v.optional(v.number()) })]),
        noncurrent_version_expiration: v.tuple([v.object({ noncurrent_days: v.number() })]),
      });
      const [lifecycle] = home.all('s3_bucket_lifecycle_configuration');
      const rules = v
        .parse(v.array(RuleSchema), lifecycle?.[1].rule)
        .filter(({ filter: [{ prefix }] }) => key.startsWith(prefix));
      expect(rules.flatMap(({ expiration: [{ days }] }) => days ?? [])).toEqual([]);
      const oldDays = rules.map(({ noncurrent_version_expiration: [old] }) => old.noncurrent_days);
      expect(Math.min(...oldDays)).toBe(1);
    },
  );
});
