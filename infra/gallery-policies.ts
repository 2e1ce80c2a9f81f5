import { CloudfrontCachePolicy } from '@cdktf/provider-aws/lib/cloudfront-cache-policy/index.js';
import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy/index.js';
import { Construct } from 'constructs';
import { pageHeaders } from '../runtime/page-headers.ts';
import { resourceName } from './resource-name.ts';

/** How long an answer is kept: a moment for what changes, long for what never does. */
export type Freshness = 'changing' | 'lasting';

const seconds = {
  changing: { minTtl: 0, defaultTtl: 1, maxTtl: 2 },
  lasting: { minTtl: 0, defaultTtl: 86_400, maxTtl: 31_536_000 },
};

const cacheControl = {
  changing: 'no-cache',
  lasting: 'private, max-age=31536000, immutable',
};

const twoYears = 63_072_000;

/** What CloudFront keeps, and which headers it adds to every answer. */
export class GalleryPolicies extends Construct {
  readonly cache: string;
  readonly headers: string;

  constructor(scope: Construct, freshness: Freshness, stage: string) {
    super(scope, freshness);
    const name = resourceName(stage, 'gallery', freshness);
    const nothing = { cookieBehavior: 'none', headerBehavior: 'none', queryStringBehavior: 'none' };
    this.cache = new CloudfrontCachePolicy(this, 'cache', {
      ...{ name, ...seconds[freshness] },
      parametersInCacheKeyAndForwardedToOrigin: {
        cookiesConfig: { cookieBehavior: nothing.cookieBehavior },
        headersConfig: { headerBehavior: nothing.headerBehavior },
        queryStringsConfig: { queryStringBehavior: nothing.queryStringBehavior },
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      },
    }).id;
    this.headers = new CloudfrontResponseHeadersPolicy(this, 'headers', {
      name,
      securityHeadersConfig: {
        contentSecurityPolicy: {
          contentSecurityPolicy: pageHeaders['Content-Security-Policy'],
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        referrerPolicy: { referrerPolicy: pageHeaders['Referrer-Policy'], override: true },
        strictTransportSecurity: { accessControlMaxAgeSec: twoYears, override: true },
      },
      customHeadersConfig: {
        items: [
          ['Cache-Control', cacheControl[freshness]],
          ['Cross-Origin-Resource-Policy', pageHeaders['Cross-Origin-Resource-Policy']],
          ['Cross-Origin-Opener-Policy', pageHeaders['Cross-Origin-Opener-Policy']],
        ].map(([header = '', value = '']) => ({ header, value, override: true })),
      },
    }).id;
  }
}
