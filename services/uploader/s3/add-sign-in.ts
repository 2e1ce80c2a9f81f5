import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { EnrollError } from './enroll-error.ts';
import type { Enrollment } from './enrollment-code.ts';
import type { IotIdentity } from './iot-credentials.ts';

type SignedIn = {
  readonly enrollment: Pick<Enrollment, 'region' | 'bucket' | 'timeZone' | 'camera'>;
  readonly identity: IotIdentity;
};

/**
 * Writes into the text of `uploader.yaml` how a camera signs in. What is there stays, comments
 * included; another camera of the same bucket stays beside it.
 */
export function addSignIn(text: string, { enrollment, identity }: SignedIn): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    const [{ message } = { message: '' }] = document.errors;
    throw new EnrollError(`uploader.yaml is not valid, put it right first: ${message}`);
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new EnrollError(
      'uploader.yaml is something else than a configuration: move it away first',
    );
  }
  const { region, bucket, timeZone, camera } = enrollment;
  setOrAgree(document, 'region', region);
  setOrAgree(document, 'bucket', bucket);
  if (!document.has('timeZone')) document.set('timeZone', timeZone);
  cameraIn(document, camera).set('credentials', document.createNode({ iot: identity }));
  return document.toString({ lineWidth: 0 });
}

function setOrAgree(document: Document, key: 'region' | 'bucket', value: string): void {
  const found = document.get(key);
  if (found === undefined || found === null) document.set(key, value);
  else if (found !== value) {
    const todo = `a Pi sends to one bucket. Change or remove it there, and try again`;
    throw new EnrollError(
      `the code is for ${key} ${value}, and uploader.yaml says ${String(found)}: ${todo}`,
    );
  }
}

function cameraIn(document: Document, name: string): YAMLMap {
  const cameras = document.get('cameras');
  const list = isSeq(cameras) ? cameras : undefined;
  const known = list?.items.find((item) => isMap(item) && item.get('name') === name);
  if (isMap(known)) return known;
  const added = document.createNode({ name });
  if (list === undefined) document.set('cameras', document.createNode([added]));
  else list.add(added);
  return added;
}
