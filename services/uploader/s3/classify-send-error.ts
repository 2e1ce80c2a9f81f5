import { SendError, type SendFailure } from '../picture-target.ts';
import { TimeoutError } from './http-connection.ts';

/** A store's refusal. `code` is S3's own word for it; who stands in between says none. */
export type Refusal = {
  readonly status: number;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** Where the bucket is, when the store says so. */
  readonly region?: string | undefined;
};

type Verdict = readonly [failure: SendFailure, todo: string];

const enrollAgain = 'sign this camera in again: intellicam camera add on your computer';
const elsewhere: Verdict = ['rights', 'the bucket is in another region: see uploader.yaml'];

// What S3 and its likes say of a request for which somebody has to do something.
const byCode: Readonly<Record<string, Verdict>> = {
  AccessDenied: [
    'rights',
    'this camera may send its own pictures only: compare its name and the bucket in uploader.yaml',
  ],
  AccountProblem: ['rights', 'something is wrong with the AWS account: sign in to it'],
  AllAccessDisabled: ['rights', 'the bucket was closed: sign in to the AWS account'],
  InvalidAccessKeyId: ['rights', `its access key was deleted: ${enrollAgain}`],
  SignatureDoesNotMatch: ['rights', 'its secret access key is wrong: copy it again'],
  InvalidToken: ['rights', `its credentials are not valid: ${enrollAgain}`],
  ExpiredToken: ['rights', 'its credentials have expired; new ones are fetched'],
  TokenRefreshRequired: ['rights', 'its credentials have expired; new ones are fetched'],
  NotSignedUp: ['rights', 'the AWS account is not signed up for S3'],
  NoSuchBucket: ['rights', 'there is no such bucket: see bucket in uploader.yaml'],
  RequestTimeTooSkewed: ['clock', "this machine's clock is wrong: see timedatectl"],
  RequestExpired: ['clock', "this machine's clock is wrong: see timedatectl"],
  EntityTooLarge: ['refused', 'the picture is too large for the store'],
  KeyTooLongError: ['refused', 'the names of the camera and the event are too long together'],
  KeyTooLong: ['refused', 'the names of the camera and the event are too long together'],
  MetadataTooLarge: ['refused', 'what is known of the picture is too long'],
  InvalidURI: ['refused', 'the store cannot take a picture of this name'],
  // Damaged on the way: what is sent again is whole.
  BadDigest: ['busy', 'the picture was damaged on the way; it is sent again'],
  InvalidDigest: ['busy', 'the picture was damaged on the way; it is sent again'],
  XAmzContentChecksumMismatch: ['busy', 'the picture was damaged on the way; it is sent again'],
  XAmzContentSHA256Mismatch: ['busy', 'the picture was damaged on the way; it is sent again'],
  IncompleteBody: ['unreachable', 'the picture did not arrive whole; it is sent again'],
  RequestTimeout: ['unreachable', 'the picture did not arrive in time; it is sent again'],
  TemporaryRedirect: ['busy', 'the bucket is new or being moved'],
  PermanentRedirect: elsewhere,
  AuthorizationHeaderMalformed: elsewhere,
};

/** Sorts a refusal by what becomes of the picture. What is not known is sent again: never lost. */
export function classifyRefusal(refusal: Refusal): SendError {
  const { status, code, message, region } = refusal;
  const verdict = verdictOn(refusal);
  const [failure, todo] = verdict;
  const said = [status, code, message, verdict === elsewhere ? region : undefined];
  const words = said.filter((word) => word !== undefined && word !== '').join(', ');
  return new SendError(failure, `the store refused: ${todo} (${words})`);
}

function verdictOn({ status, code }: Refusal): Verdict {
  const known = code === undefined ? undefined : byCode[code];
  if (known !== undefined) return known;
  if (status === 301) return elsewhere;
  if (status === 401 || status === 403) {
    return ['rights', `it does not accept this camera: ${enrollAgain}`];
  }
  if (status === 413) return ['refused', 'the picture is too large for the store'];
  // A page to sign in at, of a hotel or a provider.
  if (status < 400) return ['unreachable', 'somebody else answered in its place'];
  return ['busy', 'it is tried again'];
}

const notYetValid = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'];

/** Sorts an error that came before any answer: no network, no connection, no time. */
export function classifyException(error: unknown): SendError {
  if (error instanceof SendError) return error;
  const code = codeOf(error);
  const options = { cause: error };
  const text = error instanceof Error ? error.message || code || error.name : String(error);
  if (code !== undefined && notYetValid.includes(code)) {
    const todo = "the store's certificate and this machine's clock do not agree: see timedatectl";
    return new SendError('clock', `${todo} (${text})`, options);
  }
  // Everything that the operating system, DNS or TLS say is about the way to the store.
  const failure = code !== undefined || error instanceof TimeoutError ? 'unreachable' : 'busy';
  const what = failure === 'unreachable' ? 'the store cannot be reached' : 'sending failed';
  return new SendError(failure, `${what}: ${text}`, options);
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  // Of several addresses that were tried, none answered.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : undefined;
}
