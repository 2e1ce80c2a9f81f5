import { uploadKey } from '../contracts/object-key.ts';
import { cameraStatePrefix } from '../contracts/state-key.ts';
import type { Statement } from './policy-document.ts';

/**
 * What a camera may do: add pictures to its own folder, and say how it is. Pictures only with
 * `If-None-Match`, so that whoever steals its key cannot replace one that is already there.
 */
export function cameraPolicy(bucketArn: string, camera: string): readonly Statement[] {
  return [
    {
      Sid: 'AddPictures',
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: `${bucketArn}/${uploadKey(camera, '*')}`,
      Condition: { Null: { 's3:if-none-match': 'false' } },
    },
    {
      Sid: 'SayHowItIs',
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: `${bucketArn}/${cameraStatePrefix(camera)}*`,
    },
  ];
}
