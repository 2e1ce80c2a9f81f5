import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import {
  destinationKey,
  type Folder,
  feedbackPrefix,
  type LayoutName,
  placePrefixes,
  uploadPrefix,
} from '../contracts/object-key.ts';
import {
  alertClaimPrefix,
  cameraStatePrefix,
  incidentPrefix,
  labelerPrefix,
  seenPrefix,
  spendPrefix,
  visitDays,
  visitPrefix,
  watchPrefix,
} from '../contracts/state-key.ts';
import type { Configuration } from './configuration.ts';

// Longer than any message about an alert can still come: queue, dead letters, the bus's archive.
const alertClaimDays = 90;

const spendDays = 400;

// A message about an overwritten picture can be redriven for fourteen days.
const noncurrentDays = 14;

// Each camera says every few minutes how it is, and only the last word counts.
const allCamerasState = cameraStatePrefix('').slice(0, -1);

/**
 * What is deleted by age. Pictures in `upload/` never are: they have not been examined yet, and only
 * what the mover has copied leaves it.
 */
export function lifecycleRules({
  layout,
  retention,
}: Pick<Configuration, 'layout' | 'retention'>): S3BucketLifecycleConfigurationRule[] {
  const { quietDays, alarmDays, errorDays, csvDays, recordDays, galleryDays } = retention;
  return [
    // A quiet picture is meant to be gone then, and not to live on as an old version.
    expire('quiet', folderPrefix(layout, 'quiet'), quietDays, 1),
    expire('alarm', folderPrefix(layout, 'alarm'), alarmDays),
    expire('error', folderPrefix(layout, 'error'), errorDays),
    ...placePrefixes(layout, 'csv').map((prefix, index) =>
      expire(`csv-${index + 1}`, prefix, csvDays),
    ),
    ...placePrefixes(layout, 'records').map((prefix) => expire('records', prefix, recordDays)),
    // Replaced with each new judgement, and only the last one counts.
    expire('feedback', feedbackPrefix, recordDays, 1),
    // Not the whole of gallery/: the page itself is there, too.
    ...placePrefixes(layout, 'gallery').flatMap((prefix) => [
      expire('gallery-thumbs', `${prefix}thumbs/`, galleryDays),
      // The days of two thousand and so many. What only counts stays: months, and the list of days.
      expire('gallery-index', `${prefix}index/2`, galleryDays, 1),
    ]),
    expire('alert-claims', alertClaimPrefix, alertClaimDays, 1),
    expire('visits', visitPrefix, visitDays, 1),
    keepNewest('incidents', incidentPrefix),
    keepNewest('seen', seenPrefix),
    // A month's count is kept for a look back, and the labeler's state for ever.
    expire('spend', spendPrefix, spendDays, 1),
    keepNewest('labeler', labelerPrefix),
    keepNewest('watch', watchPrefix),
    keepNewest('camera-state', allCamerasState),
    {
      id: 'tidy',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      expiration: [{ expiredObjectDeleteMarker: true }],
      noncurrentVersionExpiration: [{ noncurrentDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
    },
  ];
}

function folderPrefix(layout: LayoutName, folder: Folder): string {
  return destinationKey(layout, folder, uploadPrefix);
}

/** What never ends by age. It is written over all the time, and only the last word counts. */
function keepNewest(id: string, prefix: string): S3BucketLifecycleConfigurationRule {
  return {
    id,
    status: 'Enabled',
    filter: [{ prefix }],
    expiration: [{ expiredObjectDeleteMarker: true }],
    noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
  };
}

function expire(
  id: string,
  prefix: string,
  days: number,
  oldVersionDays = noncurrentDays,
): S3BucketLifecycleConfigurationRule {
  return {
    id,
    status: 'Enabled',
    filter: [{ prefix }],
    expiration: [{ days }],
    noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
  };
}
