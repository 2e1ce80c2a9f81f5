import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { pageTypes } from '../runtime/page-types.ts';

type PageProps = { readonly bucket: string; readonly folder: string };

/** The built page in the bucket, beside the index that it reads. */
export class GalleryPageFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, folder }: PageProps) {
    super(scope, id);
    for (const [name, contentType] of Object.entries(pageTypes)) {
      const path = join(folder, name);
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      const file = new TerraformAsset(this, `${name}-file`, {
        ...{ path, type: AssetType.FILE, assetHash: sha256 },
      });
      new S3Object(this, name, {
        ...{ bucket, key: `gallery/${name}`, source: file.path, sourceHash: sha256, contentType },
      });
    }
  }
}
