import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { galleryKeyFingerprint } from '../runtime/aws/gallery-key-parameter.ts';
import { pageHeaders } from '../runtime/page-headers.ts';
import { reference, type SynthesisedStack, synthesisedStack } from './synthesised-stack.ts';

const publicKey = makeKey();
let hosted: SynthesisedStack;
beforeAll(async () => {
  hosted = await synthesisedStack('', undefined, '[garden]', publicKey);
});

function makeKey(): string {
  const { publicKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

type Resource = Readonly<Record<string, unknown>>;
const distribution = () => hosted.all('cloudfront_distribution')[0] ?? ['', {}];

function behaviours(): readonly Resource[] {
  const [, { default_cache_behavior, ordered_cache_behavior }] = distribution();
  return [default_cache_behavior, ...(ordered_cache_behavior as Resource[])] as Resource[];
}

function behaviour(path: string): Resource {
  return behaviours().find(({ path_pattern }) => path_pattern === path) ?? {};
}

describe('the gallery on AWS', () => {
  it('is made only for an owner who has a key', async () => {
    const plain = await synthesisedStack();
    expect(plain.json).not.toContain('cloudfront');
    expect(plain.output).not.toHaveProperty('gallery');
  });

  it('trusts that key, whose private half is nowhere', () => {
    const [[key, resource] = ['', {}]] = hosted.all('cloudfront_public_key');
    expect(resource).toMatchObject({
      encoded_key: publicKey,
      name: `intellicam-home-gallery-${galleryKeyFingerprint(publicKey)}`,
      lifecycle: { create_before_destroy: true },
    });
    const [[, group] = ['', {}]] = hosted.all('cloudfront_key_group');
    expect(group).toMatchObject({ items: [reference('cloudfront_public_key', key, 'id')] });
    expect(hosted.json).not.toContain('PRIVATE KEY');
    expect(hosted.all('ssm_parameter')).toEqual([]);
  });

  it('shows nothing to whoever has no signed cookies, but the way in and that a link has ended', () => {
    const [[group] = ['']] = hosted.all('cloudfront_key_group');
    const trusted = [reference('cloudfront_key_group', group, 'id')];
    for (const { path_pattern, trusted_key_groups } of behaviours()) {
      expect([path_pattern, trusted_key_groups]).toEqual([
        path_pattern,
        ['/enter', '/entry/*'].includes(String(path_pattern)) ? undefined : trusted,
      ]);
    }
  });

  it('speaks HTTPS only, and writes nowhere but to the function', () => {
    for (const {
      path_pattern,
      viewer_protocol_policy,
      allowed_methods,
      compress,
    } of behaviours()) {
      expect([viewer_protocol_policy, compress]).toEqual(['https-only', true]);
      expect([path_pattern, allowed_methods]).toEqual([
        path_pattern,
        path_pattern === '/api/*' ? expect.arrayContaining(['POST']) : ['GET', 'HEAD'],
      ]);
    }
  });

  it('answers the way in by a function that knows no key', () => {
    const [[id, enter] = ['', {}]] = hosted.all('cloudfront_function');
    expect(enter).toMatchObject({ runtime: 'cloudfront-js-2.0' });
    expect(behaviour('/enter').function_association).toEqual([
      {
        event_type: 'viewer-request',
        function_arn: reference('cloudfront_function', id, 'arn'),
      },
    ]);
    expect(behaviours().filter(({ function_association }) => function_association)).toHaveLength(1);
  });

  it('keeps pictures for long, and what changes for two seconds at most', () => {
    const kept = (path: string | undefined) => {
      const { cache_policy_id: id } = behaviours().find((one) => one.path_pattern === path) ?? {};
      const found = hosted
        .all('cloudfront_cache_policy')
        .find(([name]) => reference('cloudfront_cache_policy', name, 'id') === id);
      return found?.[1].max_ttl;
    };
    expect([kept(undefined), kept('/entry/*')]).toEqual([2, 300]);
    for (const path of ['gallery/thumbs', 'jpg_alarm', 'jpg_quiet', 'jpg_error']) {
      expect([path, kept(`/${path}/*`)]).toEqual([path, 31_536_000]);
    }
    for (const [, policy] of hosted.all('cloudfront_cache_policy')) {
      expect(policy.parameters_in_cache_key_and_forwarded_to_origin).toMatchObject({
        cookies_config: { cookie_behavior: 'none' },
        query_strings_config: { query_string_behavior: 'none' },
        enable_accept_encoding_brotli: true,
        enable_accept_encoding_gzip: true,
      });
    }
  });

  it('asks again a second later for what was not there, and has a page for links that ended', () => {
    expect(distribution()[1].custom_error_response).toEqual([
      {
        ...{ error_code: 403, error_caching_min_ttl: 1 },
        ...{ response_code: 403, response_page_path: '/entry/ended.html' },
      },
      { error_code: 404, error_caching_min_ttl: 1 },
    ]);
    const [, page] = hosted.one('s3_object', 'key', 'entry/ended.html');
    expect(page).toMatchObject({
      ...{ content_type: 'text/html; charset=utf-8', cache_control: 'no-store' },
    });
    const [, style] = hosted.one('s3_object', 'key', 'entry/ended.css');
    expect(style).toMatchObject({ content_type: 'text/css; charset=utf-8' });
  });

  it('never has that page kept in place of a picture, and lets it run nothing', () => {
    const policies = hosted.all('cloudfront_response_headers_policy').map(([, policy]) => policy);
    for (const { custom_headers_config } of policies) {
      expect(custom_headers_config).toMatchObject({
        items: expect.arrayContaining([
          { header: 'Cache-Control', value: expect.anything(), override: false },
        ]),
      });
    }
    const entry = policies.find(({ name }) => name === 'intellicam-home-gallery-entry');
    expect(entry?.security_headers_config).toMatchObject({
      content_security_policy: {
        content_security_policy:
          "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        override: true,
      },
    });
    expect(JSON.stringify(entry?.custom_headers_config)).toContain('no-store');
  });

  it('adds the headers of the local server, and asks for HTTPS for two years', () => {
    const policies = hosted.all('cloudfront_response_headers_policy');
    expect(policies).toHaveLength(3);
    const ofThePage = policies.filter(([, { name }]) => !String(name).endsWith('-entry'));
    for (const [, { security_headers_config, custom_headers_config }] of ofThePage) {
      expect(security_headers_config).toMatchObject({
        content_security_policy: {
          content_security_policy: pageHeaders['Content-Security-Policy'],
          override: true,
        },
        content_type_options: { override: true },
        frame_options: { frame_option: 'DENY', override: true },
        referrer_policy: { referrer_policy: 'no-referrer', override: true },
        strict_transport_security: { access_control_max_age_sec: 63_072_000, override: true },
      });
      expect(JSON.stringify(custom_headers_config)).toMatch(/Cache-Control.*(no-cache|immutable)/);
    }
    for (const { response_headers_policy_id } of behaviours()) {
      expect(response_headers_policy_id).toBeDefined();
    }
  });

  it('brings its page along', () => {
    const files = hosted.all('s3_object').map(([, { key, content_type }]) => [key, content_type]);
    expect(files).toEqual(
      expect.arrayContaining([
        ['gallery/index.html', 'text/html; charset=utf-8'],
        ['gallery/app.js', 'text/javascript; charset=utf-8'],
        ['gallery/app.css', 'text/css; charset=utf-8'],
        ['gallery/icon.svg', 'image/svg+xml'],
      ]),
    );
  });

  it('may have a domain of its owner’s, and then speaks TLS 1.2 and newer only', async () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/a-b';
    const gallery = `gallery: { domain: cam.example.org, certificateArn: '${certificateArn}' }\n`;
    const own = await synthesisedStack(gallery, undefined, '[garden]', publicKey);
    const [[, resource] = ['', {}]] = own.all('cloudfront_distribution');
    expect(resource).toMatchObject({
      aliases: ['cam.example.org'],
      viewer_certificate: {
        acm_certificate_arn: certificateArn,
        minimum_protocol_version: 'TLSv1.2_2021',
        ssl_support_method: 'sni-only',
      },
    });
  });
});
