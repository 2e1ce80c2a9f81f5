import { CloudfrontCachePolicy } from '@cdktf/provider-aws/lib/cloudfront-cache-policy/index.js';
import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy/index.js';
import { Construct } from 'constructs';
import { pageHeaders } from '../runtime/page-headers.ts';
import { resourceName } from './resource-name.ts';

/** Answers that change, those that never do, and what everybody may see. */
export type GalleryAnswers = 'changing' | 'lasting' | 'entry';

const kinds = {
  changing: {
    seconds: { minTtl: 0, defaultTtl: 1, maxTtl: 2 },
    cacheControl: 'no-cache',
    contentPolicy: pageHeaders['Content-Security-Policy'],
  },
  lasting: {
    seconds: { minTtl: 0, defaultTtl: 86_400, maxTtl: 31_536_000 },
    cacheControl: 'private, max-age=31536000, immutable',
    contentPolicy: pageHeaders['Content-Security-Policy'],
  },
  // CloudFront keeps it, so that nobody without a link makes the bucket work; browsers do not.
  entry: {
    seconds: { minTtl: 300, defaultTtl: 300, maxTtl: 300 },
    cacheControl: 'no-store',
    contentPolicy: [
      ...["default-src 'none'", "style-src 'self'"],
      ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
    ].join('; '),
  },
};

const twoYears = 63_072_000;

/** What CloudFront keeps, and which headers it adds to every answer. */
export class GalleryPolicies extends Construct {
  readonly cache: string;
  readonly headers: string;

  constructor(scope: Construct, kind: GalleryAnswers, stage: string) {
    super(scope, kind);
    const { seconds, cacheControl, contentPolicy } = kinds[kind];
    const name = resourceName(stage, 'gallery', kind);
    const nothing = { cookieBehavior: 'none', headerBehavior: 'none', queryStringBehavior: 'none' };
    this.cache = new CloudfrontCachePolicy(this, 'cache', {
      ...{ name, ...seconds },
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
        contentSecurityPolicy: { contentSecurityPolicy: contentPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        referrerPolicy: { referrerPolicy: pageHeaders['Referrer-Policy'], override: true },
        strictTransportSecurity: { accessControlMaxAgeSec: twoYears, override: true },
      },
      customHeadersConfig: {
        items: [
          // What is shown in place of a picture must not be kept as long as the picture.
          { header: 'Cache-Control', value: cacheControl, override: false },
          ...(['Cross-Origin-Resource-Policy', 'Cross-Origin-Opener-Policy'] as const).map(
            (header) => ({ header, value: pageHeaders[header], override: true }),
          ),
        ],
      },
    }).id;
  }
}
