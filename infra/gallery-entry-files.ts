import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { projectFile } from '../runtime/project-file.ts';

/** What lies below it is for everybody: it says nothing of anybody's cameras. */
export const entryPrefix = 'entry/';

/** The page for those whose link opens nothing any more. */
export const endedPage = `/${entryPrefix}ended.html`;

const types = {
  'ended.html': 'text/html; charset=utf-8',
  'ended.css': 'text/css; charset=utf-8',
};

/** What is shown to those who have no link that holds; no function may write there. */
export class GalleryEntryFiles extends Construct {
  constructor(scope: Construct, id: string, bucket: string) {
    super(scope, id);
    for (const [name, contentType] of Object.entries(types)) {
      const path = projectFile('infra', 'edge', name);
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      const file = new TerraformAsset(this, `${name}-file`, {
        ...{ path, type: AssetType.FILE, assetHash: sha256 },
      });
      new S3Object(this, name, {
        ...{ bucket, key: entryPrefix + name, source: file.path, sourceHash: sha256, contentType },
        // It stands in for a picture for as long as that is not there.
        cacheControl: 'no-store',
      });
    }
  }
}
