import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { alarmListKey, uploadPrefix } from '../contracts/object-key.ts';
import type { Configuration } from './configuration.ts';
import { lifecycleRules } from './lifecycle-rules.ts';
import { denyPlainHttp, policyDocument, type Statement } from './policy-document.ts';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import { resourceName } from './resource-name.ts';

type BucketProps = {
  readonly configuration: Configuration;
  readonly accountId: string;
  /** The list that an owner starts with. */
  readonly alarmListFile: string;
  readonly emulated: boolean;
};

/** The only store: private, versioned, encrypted, reachable by TLS only, tidied by age. */
export class UploadBucket extends Construct {
  readonly bucket: S3Bucket;
  private readonly block: S3BucketPublicAccessBlock;
  private readonly emulated: boolean;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { configuration, accountId } = props;
    this.emulated = props.emulated;
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: resourceName(configuration.stage, accountId),
    });
    this.block = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.keepPrivate();
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: this.bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.bucket.id,
      rule: lifecycleRules(configuration),
      dependsOn: [versioning],
    });
    this.beginAlarmList(props.alarmListFile, versioning);
  }

  /** Tells a queue of every new picture, and of nothing that a function writes. */
  notify({ queue, policy }: QueueWithDeadLetters): void {
    new S3BucketNotification(this, 'notification', {
      bucket: this.bucket.id,
      queue: [
        {
          id: 'uploads',
          queueArn: queue.arn,
          events: ['s3:ObjectCreated:*'],
          filterPrefix: uploadPrefix,
        },
      ],
      // S3 sends a test message and refuses a queue that does not take it.
      dependsOn: [policy],
    });
  }

  private keepPrivate(): void {
    const bucket = this.bucket.id;
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
      dependsOn: [this.block],
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
  }

  /** Refuses everybody without modern TLS, and lets nobody in but by a role, or as these say. */
  admit(readers: readonly Statement[]): void {
    // Emulators speak plain HTTP, and take what somebody is denied as denied to everybody.
    const statements = this.emulated
      ? readers.filter(({ Effect }) => Effect === 'Allow')
      : [...this.modernTlsOnly(), ...readers];
    if (statements.length === 0) return;
    new S3BucketPolicy(this, 'policy', {
      bucket: this.bucket.id,
      policy: policyDocument(statements),
      // S3 refuses to change both at the same time.
      dependsOn: [this.block],
    });
  }

  private modernTlsOnly(): readonly Statement[] {
    const { arn } = this.bucket;
    return [
      denyPlainHttp('s3:*', [arn, `${arn}/*`]),
      {
        Sid: 'OnlyModernTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
      },
    ];
  }

  // The owner edits the object; a later deployment must not put the first list back.
  private beginAlarmList(file: string, versioning: S3BucketVersioningA): void {
    const list = new TerraformAsset(this, 'alarm-list-file', { path: file, type: AssetType.FILE });
    new S3Object(this, 'alarm-list', {
      bucket: this.bucket.id,
      key: alarmListKey,
      source: list.path,
      contentType: 'text/csv; charset=utf-8',
      lifecycle: { ignoreChanges: 'all' },
      dependsOn: [versioning],
    });
  }
}
