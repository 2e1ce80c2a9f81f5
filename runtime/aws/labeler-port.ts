import { RekognitionClient } from '@aws-sdk/client-rekognition';
import type { Labeler } from '../labeler.ts';
import { clientSettings } from './client-settings.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { rekognitionLabeler } from './rekognition-labeler.ts';

/** The labeler of a function that needs `labeler`. */
export function labelerPort(environment: FunctionEnvironment): Labeler {
  // Outside three regions Rekognition takes five pictures a second; adaptive means to slow down.
  const client = new RekognitionClient({ ...clientSettings, retryMode: 'adaptive' });
  return rekognitionLabeler({
    client,
    bucket: environment.INTELLICAM_BUCKET,
    minConfidence: environment.INTELLICAM_LEAST_CONFIDENCE,
    maxLabels: environment.INTELLICAM_MAX_LABELS,
  });
}
