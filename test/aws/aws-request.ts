import type { IncomingHttpHeaders } from 'node:http';
import * as v from 'valibot';

/** A signed call to AWS, as far as its envelope tells. */
export type AwsRequest = {
  readonly accessKeyId: string;
  readonly region: string;
  /** The name under which policies know the service, e.g. `events`. */
  readonly service: string;
  readonly operation: string;
  /** What JSON and query protocols carry; of S3 what `S3ParametersSchema` says. */
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** What a call to S3 is about; `path` is the bucket and the key, `source` what is copied. */
export const S3ParametersSchema = v.object({
  path: v.string(),
  versionId: v.optional(v.string()),
  prefix: v.optional(v.string()),
  ifNoneMatch: v.optional(v.string()),
  source: v.optional(v.string()),
  sourceIfMatch: v.optional(v.string()),
});

export type RawRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Reads who calls what out of a request; undefined when nobody signed it. */
export function parseAwsRequest(raw: RawRequest): AwsRequest | undefined {
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    raw.headers.authorization ?? '',
  );
  if (scope === null) return undefined;
  const [, accessKeyId = '', region = '', service = ''] = scope;
  return { accessKeyId, region, service, ...(service === 's3' ? s3Call(raw) : namedCall(raw)) };
}

// Of the protocols that say what they want by an address.
const restOperations = new Map([['POST /v2/email/outbound-emails', 'SendEmail']]);

type Call = Pick<AwsRequest, 'operation' | 'parameters'>;

function namedCall({ headers, body, method, url }: RawRequest): Call {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return { operation: target.split('.').at(-1) ?? '', parameters: JSON.parse(body.toString()) };
  }
  const form = Object.fromEntries(new URLSearchParams(body.toString()));
  if (form.Action !== undefined) return { operation: form.Action, parameters: form };
  const operation = restOperations.get(`${method} ${url}`);
  if (operation !== undefined) return { operation, parameters: JSON.parse(body.toString()) };
  return { operation: `${method} ${url}`, parameters: {} };
}

const s3Verbs = new Map(Object.entries({ GET: 'Get', HEAD: 'Head', PUT: 'Put', DELETE: 'Delete' }));

function s3Call({ method, url, headers }: RawRequest): Call {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const path = decodeURIComponent(pathname).slice(1);
  const source = headers['x-amz-copy-source'];
  const parameters = {
    path,
    versionId: searchParams.get('versionId') ?? undefined,
    prefix: searchParams.get('prefix') ?? undefined,
    ifNoneMatch: headers['if-none-match'],
    source: typeof source === 'string' ? decodeURIComponent(source) : undefined,
    sourceIfMatch: headers['x-amz-copy-source-if-match'],
  };
  if (source !== undefined) return { operation: 'CopyObject', parameters };
  const thing = path.split('/').length < 2 ? 'Bucket' : 'Object';
  const operation = searchParams.has('list-type')
    ? 'ListObjectsV2'
    : `${s3Verbs.get(method) ?? method}${thing}`;
  return { operation, parameters };
}
