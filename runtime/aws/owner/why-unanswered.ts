import { hasErrorCode } from '../../error-code.ts';
import { isAwsError } from '../aws-error.ts';
import { UnansweredError } from './ask.ts';

/** What kept AWS from answering, by what the owner can do about it. */
export type FailureKind =
  | 'no-credentials'
  | 'expired'
  | 'wrong-key'
  | 'wrong-clock'
  | 'denied'
  | 'unreachable'
  | 'not-understood'
  | 'other';

const kinds: readonly { readonly kind: FailureKind; readonly names: readonly string[] }[] = [
  { kind: 'no-credentials', names: ['CredentialsProviderError'] },
  {
    kind: 'expired',
    names: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenProviderError'],
  },
  {
    kind: 'wrong-key',
    names: [
      'InvalidAccessKeyId',
      'InvalidClientTokenId',
      'SignatureDoesNotMatch',
      'UnrecognizedClientException',
    ],
  },
  { kind: 'wrong-clock', names: ['RequestTimeTooSkewed'] },
  {
    kind: 'denied',
    names: [
      'AccessDenied',
      'AccessDeniedException',
      'AuthorizationError',
      'AuthorizationErrorException',
      'UnauthorizedOperation',
    ],
  },
  { kind: 'unreachable', names: ['TimeoutError', 'NetworkingError'] },
];

const unreachableCodes = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH'],
];

/** Sorts an SDK's error. */
export function kindOfFailure(error: unknown): FailureKind {
  if (unreachableCodes.some((code) => hasErrorCode(error, code))) return 'unreachable';
  // Of several addresses that were tried, none answered.
  if (error instanceof AggregateError) return 'unreachable';
  // Both expired sessions of single sign-on and clocks that are wrong hide behind general names.
  const message = error instanceof Error ? error.message : '';
  if (/\bexpired\b/i.test(message) && /\b(session|token|sso)\b/i.test(message)) return 'expired';
  if (/signature (expired|not yet current)/i.test(message)) return 'wrong-clock';
  const named = kinds.find(({ names }) => isAwsError(error, ...names));
  if (named !== undefined) return named.kind;
  // Not every refusal has a body that says so.
  if (httpStatusOf(error) === 403) return 'denied';
  return /deserialization error/i.test(message) ? 'not-understood' : 'other';
}

function httpStatusOf(error: unknown): unknown {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? metadata.httpStatusCode
    : undefined;
}

/** Says why AWS did not answer, as the end of a sentence without its full stop. */
export function whyUnanswered(error: unknown): string {
  if (!(error instanceof UnansweredError)) return firstLine(error);
  const { right, cause } = error;
  switch (kindOfFailure(cause)) {
    case 'denied':
      return `the right ${right} is missing`;
    case 'no-credentials':
      return 'there are no AWS credentials';
    case 'expired':
      return 'the AWS session has expired';
    case 'wrong-key':
      return 'AWS does not know these credentials';
    case 'wrong-clock':
      return "this machine's clock is wrong";
    case 'unreachable':
      return 'AWS cannot be reached';
    case 'not-understood':
      return `the answer to ${right} was not understood: it may not be offered here`;
    case 'other':
      return `${right}: ${firstLine(cause)}`;
  }
}

const longestMessage = 160;

function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, longestMessage);
}
