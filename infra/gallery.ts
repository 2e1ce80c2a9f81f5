import { Construct } from 'constructs';
import { feedbackPrefix, placePrefixes } from '../contracts/object-key.ts';
import { incidentPrefix, mutesKey, watchPrefix } from '../contracts/state-key.ts';
import {
  galleryKeyFingerprint,
  galleryKeyParameter,
} from '../runtime/aws/gallery-key-parameter.ts';
import type { Surroundings } from './consumer-function.ts';
import { FeedbackFunction } from './feedback-function.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { entryPrefix, GalleryEntryFiles } from './gallery-entry-files.ts';
import { GalleryHosting } from './gallery-hosting.ts';
import { GalleryPageFiles } from './gallery-page-files.ts';
import type { Statement } from './policy-document.ts';

type GalleryProps = {
  readonly surroundings: Surroundings;
  readonly bucketDomain: string;
  readonly publicKey: string;
  readonly pageFolder: string;
  readonly bundle: FunctionBundle;
};

/** The page on AWS: its files, its address, and the function that takes judgements. */
export class Gallery extends Construct {
  readonly functionName: string;
  /** What lets the distribution read the bucket, and nothing but what the page shows. */
  readonly readers: readonly Statement[];
  /** What whoever makes links is told, and what it has to read. */
  readonly links: { readonly variable: string; readonly keyParameterArn: string };
  readonly outputs: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: GalleryProps) {
    super(scope, id);
    const { surroundings, bucketDomain, publicKey, pageFolder, bundle } = props;
    const { configuration, accountId, bucket, emulated } = surroundings;
    const { stage, region, gallery } = configuration;
    const feedback = new FeedbackFunction(this, 'feedback', { bundle, surroundings });
    const { distribution, keyId, domain } = new GalleryHosting(this, 'hosting', {
      ...{ configuration, publicKey, bucketDomain, emulated },
      feedbackUrl: feedback.url.functionUrl,
    });
    // Its own attribute has no region between the colons in the emulator, and so is none there.
    const distributionArn = `arn:aws:cloudfront::${accountId}:distribution/${distribution.id}`;
    feedback.admit(distributionArn);
    new GalleryPageFiles(this, 'page', { bucket: bucket.bucket, folder: pageFolder });
    new GalleryEntryFiles(this, 'entry', bucket.bucket);
    const keyParameter = galleryKeyParameter(stage, galleryKeyFingerprint(publicKey));
    const links = { domain, keyId, keyParameter, linkDays: gallery.linkDays };
    this.functionName = feedback.function.functionName;
    this.readers = readerStatements(surroundings, distributionArn);
    this.links = {
      variable: JSON.stringify(links),
      keyParameterArn: `arn:aws:ssm:${region}:${accountId}:parameter${keyParameter}`,
    };
    this.outputs = {
      gallery: {
        ...{ domain, key_id: keyId, key_parameter: keyParameter, link_days: gallery.linkDays },
        distribution_id: distribution.id,
        function_name: this.functionName,
      },
    };
  }
}

function readerStatements(
  { configuration: { layout }, bucket }: Surroundings,
  distributionArn: string,
): readonly Statement[] {
  const places = (['gallery', 'records', 'pictures', 'cameras'] as const).flatMap((place) =>
    placePrefixes(layout, place),
  );
  const prefixes = [...places, feedbackPrefix, watchPrefix, entryPrefix];
  const reading = {
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action: 's3:GetObject',
    Condition: { StringEquals: { 'AWS:SourceArn': distributionArn } },
  };
  const reads: Statement = {
    ...{ Sid: 'GalleryReads', Effect: 'Allow', ...reading },
    Resource: [
      ...prefixes.map((prefix) => `${bucket.arn}/${prefix}*`),
      `${bucket.arn}/${incidentPrefix}?*.json`,
    ],
  };
  // In a policy a star takes slashes, too: what is silenced lies below the same prefix.
  const butNot: Statement = {
    ...{ Sid: 'GalleryDoesNotRead', Effect: 'Deny', ...reading },
    Resource: `${bucket.arn}/${mutesKey}`,
  };
  return [reads, butNot];
}
