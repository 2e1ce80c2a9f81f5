import type {
  CloudfrontDistributionDefaultCacheBehavior,
  CloudfrontDistributionOrderedCacheBehavior,
} from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { thumbnailKey } from '../contracts/gallery-key.ts';
import { type LayoutName, placePrefixes } from '../contracts/object-key.ts';
import { entryPrefix } from './gallery-entry-files.ts';

type Policies = { readonly cache: string; readonly headers: string };

/** What CloudFront does besides judging cookies; an emulator does not. */
export type GalleryRules = {
  readonly changing?: Policies;
  readonly lasting?: Policies;
  readonly entry?: Policies;
  readonly enterArn?: string;
};

// AWS's own: keep nothing, and pass on everything but the host.
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const reading = ['GET', 'HEAD'];
const writing = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];

/**
 * What answers which path. Everything but the way in, and what those are told who do not get in, is for
 * those whose cookies are signed.
 */
export function galleryBehaviours(
  layout: LayoutName,
  keyGroup: string,
  { changing, lasting, entry, enterArn }: GalleryRules,
): {
  readonly defaultCacheBehavior: CloudfrontDistributionDefaultCacheBehavior;
  readonly orderedCacheBehavior: CloudfrontDistributionOrderedCacheBehavior[];
} {
  const [thumbnails = ''] = thumbnailKey('\n', '', '').split('\n');
  const lastingPrefixes = [thumbnails, ...placePrefixes(layout, 'pictures')];
  const signed = { trustedKeyGroups: [keyGroup] };
  return {
    defaultCacheBehavior: { ...behaviour(changing), ...signed },
    orderedCacheBehavior: [
      {
        ...{ ...behaviour(changing), cachePolicyId: cachingDisabled, pathPattern: '/enter' },
        ...(enterArn === undefined
          ? {}
          : { functionAssociation: [{ eventType: 'viewer-request', functionArn: enterArn }] }),
      },
      { ...behaviour(entry), pathPattern: `/${entryPrefix}*` },
      {
        ...{ ...behaviour(changing), ...signed, pathPattern: '/api/*' },
        ...{ targetOriginId: 'feedback', allowedMethods: writing },
        ...{ cachePolicyId: cachingDisabled, originRequestPolicyId: allButHost },
      },
      ...lastingPrefixes.map((prefix) => ({
        ...{ ...behaviour(lasting), ...signed, pathPattern: `/${prefix}*` },
      })),
    ],
  };
}

function behaviour(policies: Policies | undefined): CloudfrontDistributionDefaultCacheBehavior {
  return {
    targetOriginId: 'bucket',
    viewerProtocolPolicy: 'https-only',
    allowedMethods: reading,
    cachedMethods: reading,
    compress: true,
    cachePolicyId: policies?.cache ?? cachingDisabled,
    ...(policies === undefined ? {} : { responseHeadersPolicyId: policies.headers }),
  };
}
