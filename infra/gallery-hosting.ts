import { readFileSync } from 'node:fs';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function/index.js';
import { CloudfrontKeyGroup } from '@cdktf/provider-aws/lib/cloudfront-key-group/index.js';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control/index.js';
import { CloudfrontPublicKey } from '@cdktf/provider-aws/lib/cloudfront-public-key/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { galleryKeyFingerprint } from '../runtime/aws/gallery-key-parameter.ts';
import { projectFile } from '../runtime/project-file.ts';
import type { Configuration } from './configuration.ts';
import { type GalleryRules, galleryBehaviours } from './gallery-behaviours.ts';
import { endedPage } from './gallery-entry-files.ts';
import { type GalleryAnswers, GalleryPolicies } from './gallery-policies.ts';
import { resourceName } from './resource-name.ts';

type HostingProps = {
  readonly configuration: Configuration;
  /** PEM; the private half never comes here. */
  readonly publicKey: string;
  readonly bucketDomain: string;
  readonly feedbackUrl: string;
  readonly emulated: boolean;
};

/**
 * The page at an address of CloudFront's, for those who have a signed link. CloudFront judges every
 * request by its cookies; the bucket stays private, and answers nobody else.
 */
export class GalleryHosting extends Construct {
  readonly distribution: CloudfrontDistribution;
  readonly keyId: string;
  readonly domain: string;

  constructor(scope: Construct, id: string, props: HostingProps) {
    super(scope, id);
    const { configuration, publicKey, bucketDomain, feedbackUrl } = props;
    const { stage, layout, gallery } = configuration;
    // A key cannot be replaced while it is trusted: the new one comes first, under a name of its own.
    const key = new CloudfrontPublicKey(this, 'key', {
      name: resourceName(stage, 'gallery', galleryKeyFingerprint(publicKey)),
      encodedKey: publicKey,
      lifecycle: { createBeforeDestroy: true },
    });
    this.keyId = key.id;
    const keyGroup = new CloudfrontKeyGroup(this, 'key-group', {
      name: resourceName(stage, 'gallery'),
      items: [key.id],
    });
    this.distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: resourceName(stage, 'gallery'),
      enabled: true,
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      // North America and Europe: elsewhere it is a little slower, and never dearer.
      priceClass: 'PriceClass_100',
      defaultRootObject: 'gallery/index.html',
      origin: [
        {
          ...{ originId: 'bucket', domainName: bucketDomain },
          originAccessControlId: this.signer('s3', stage),
        },
        {
          ...{ originId: 'feedback', domainName: hostOf(feedbackUrl) },
          originAccessControlId: this.signer('lambda', stage),
          customOriginConfig: {
            ...{ httpPort: 80, httpsPort: 443, originProtocolPolicy: 'https-only' },
            originSslProtocols: ['TLSv1.2'],
          },
        },
      ],
      ...galleryBehaviours(layout, keyGroup.id, this.rules(props)),
      // S3 says 403 of what is not there yet; a second later it may be. The page's own code looks at
      // the status alone.
      customErrorResponse: [
        {
          ...{ errorCode: 403, errorCachingMinTtl: 1 },
          ...{ responseCode: 403, responsePagePath: endedPage },
        },
        { errorCode: 404, errorCachingMinTtl: 1 },
      ],
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      ...certificateOf(gallery),
      // No log: it would need a bucket of its own, and the page has no visitors but its owners.
    });
    this.domain = gallery.domain ?? this.distribution.domainName;
  }

  private signer(type: 's3' | 'lambda', stage: string): string {
    return new CloudfrontOriginAccessControl(this, `${type}-access`, {
      name: resourceName(stage, 'gallery', type),
      originAccessControlOriginType: type,
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    }).id;
  }

  // The emulator knows neither policies nor functions.
  private rules({ configuration: { stage }, emulated }: HostingProps): GalleryRules {
    if (emulated) return {};
    const policies = (kind: GalleryAnswers) => new GalleryPolicies(this, kind, stage);
    const [changing, lasting, entry] = [
      policies('changing'),
      policies('lasting'),
      policies('entry'),
    ];
    const enter = new CloudfrontFunction(this, 'enter', {
      name: resourceName(stage, 'gallery', 'enter'),
      runtime: 'cloudfront-js-2.0',
      code: readFileSync(projectFile('infra', 'edge', 'enter.js'), 'utf8'),
    });
    return { changing, lasting, entry, enterArn: enter.arn };
  }
}

// A function's address is a whole URL, known only when it is deployed.
function hostOf(url: string): string {
  return Fn.trimsuffix(Fn.trimprefix(url, 'https://'), '/');
}

function certificateOf({ domain, certificateArn }: Configuration['gallery']) {
  if (domain === undefined || certificateArn === undefined) {
    return { viewerCertificate: { cloudfrontDefaultCertificate: true } };
  }
  return {
    aliases: [domain],
    viewerCertificate: {
      acmCertificateArn: certificateArn,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: 'TLSv1.2_2021',
    },
  };
}
