import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { galleryKeyFingerprint } from '../runtime/aws/gallery-key-parameter.ts';
import {
  policyOf,
  reference,
  type SynthesisedStack,
  synthesisedStack,
  thisAccount,
} from './synthesised-stack.ts';

const { publicKey } = generateKeyPairSync('rsa', {
  ...{ modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
let hosted: SynthesisedStack;
beforeAll(async () => {
  hosted = await synthesisedStack('', undefined, '[garden]', publicKey);
});

type Resource = Readonly<Record<string, unknown>>;
const distribution = () => hosted.all('cloudfront_distribution')[0] ?? ['', {}];
const distributionArn = () => {
  const id = reference('cloudfront_distribution', distribution()[0], 'id');
  return `arn:aws:cloudfront::${thisAccount}:distribution/${id}`;
};

describe('the gallery on AWS', () => {
  it('signs what it asks the bucket and the function', () => {
    const access = hosted.all('cloudfront_origin_access_control');
    for (const [, resource] of access) {
      expect(resource).toMatchObject({ signing_behavior: 'always', signing_protocol: 'sigv4' });
    }
    const idOf = (type: string) => {
      const attribute = 'origin_access_control_origin_type';
      const [id] = hosted.one('cloudfront_origin_access_control', attribute, type);
      return reference('cloudfront_origin_access_control', id, 'id');
    };
    const origins = distribution()[1].origin as Resource[];
    expect(origins.map((origin) => [origin.origin_id, origin.origin_access_control_id])).toEqual([
      ['bucket', idOf('s3')],
      ['feedback', idOf('lambda')],
    ]);
  });

  it('reads of the bucket what the page shows, and is the only one that may', () => {
    const [[, policy] = ['', {}]] = hosted.all('s3_bucket_policy');
    const allowed = policyOf(policy).filter(({ Effect }) => Effect === 'Allow');
    const mutes = expect.stringMatching(/\/state\/incidents\/mutes\/all\.json$/);
    expect(policyOf(policy).find(({ Sid }) => Sid === 'GalleryDoesNotRead')).toMatchObject({
      ...{ Effect: 'Deny', Action: ['s3:GetObject'], Resource: [mutes] },
    });
    expect(allowed).toHaveLength(1);
    const [statement] = allowed;
    expect(statement).toMatchObject({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['s3:GetObject'],
      Condition: { StringEquals: { 'AWS:SourceArn': [distributionArn()] } },
    });
    const prefixes = statement?.Resource.map((arn) => arn.replace(/^\$\{.*?\}\//, ''));
    expect(prefixes?.toSorted()).toEqual([
      ...[
        'entry/*',
        'feedback/*',
        'gallery/*',
        'jpg_alarm/*',
        'jpg_error/*',
        'jpg_quiet/*',
        'records/*',
      ],
      ...['state/cameras/*', 'state/incidents/?*.json', 'state/watch/*'],
    ]);
  });

  it('lets nobody but its distribution call the function', () => {
    const [[, url] = ['', {}]] = hosted.all('lambda_function_url');
    expect(url).toMatchObject({ authorization_type: 'AWS_IAM' });
    const permissions = hosted.all('lambda_permission').map(([, permission]) => permission);
    expect(permissions.map(({ action }) => action)).toEqual([
      'lambda:InvokeFunctionUrl',
      'lambda:InvokeFunction',
    ]);
    for (const { principal, source_arn } of permissions) {
      expect([principal, source_arn]).toEqual(['cloudfront.amazonaws.com', distributionArn()]);
    }
  });

  it('gives the function what a judgement needs, and no more', () => {
    const [role] = hosted.one('iam_role', 'name', 'intellicam-home-feedback');
    const [, policy] = hosted.one('iam_role_policy', 'role', reference('iam_role', role, 'id'));
    const statements = policyOf(policy);
    const of = (sid: string) => statements.find(({ Sid }) => Sid === sid);
    expect(statements.map(({ Sid }) => Sid)).toEqual(['Log', 'Read', 'List', 'Write', 'Publish']);
    const below = (sid: string) => of(sid)?.Resource.map((arn) => arn.replace(/^\$\{.*?\}\//, ''));
    expect(below('Read')).toEqual(['records/*', 'feedback/*']);
    expect(of('Read')?.Action).toEqual(['s3:GetObject']);
    expect(below('Write')).toEqual(['feedback/*']);
    expect(of('Publish')?.Condition).toEqual({
      StringEquals: { 'events:source': ['intellicam'], 'events:detail-type': ['FeedbackGiven'] },
    });
  });

  it('lets only those who tell people read the key that signs links', () => {
    const readers = hosted
      .all('iam_role_policy')
      .filter(([, policy]) =>
        policyOf(policy).some(({ Action }) => Action.includes('ssm:GetParameter')),
      );
    const roles = ['notifier', 'reporter'].map((name) => {
      const [role] = hosted.one('iam_role', 'name', `intellicam-home-${name}`);
      return reference('iam_role', role, 'id');
    });
    expect(readers.map(([, { role }]) => role)).toEqual(roles);
    const name = `parameter/intellicam/home/gallery-key/${galleryKeyFingerprint(publicKey)}`;
    for (const [, policy] of readers) {
      const statement = policyOf(policy).find(({ Sid }) => Sid === 'SignLinks');
      expect(statement?.Resource).toEqual([expect.stringMatching(new RegExp(`:${name}$`))]);
    }
  });
});
