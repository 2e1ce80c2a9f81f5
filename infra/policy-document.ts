/** One statement of an IAM or resource policy. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
};

export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Refuses everybody who does not use TLS. */
export function denyPlainHttp(action: string, resource: string | readonly string[]): Statement {
  return {
    Sid: 'OnlyOverTls',
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** A service that may act on a resource of ours, but only on behalf of one resource of this account. */
export type Sender = {
  readonly service: string;
  readonly sourceArn: string | readonly string[];
  readonly accountId: string;
};

/** Lets a service do one thing, unless somebody else's resource makes it; a role names no resource. */
export function allowSender(sender: Sender, action: string, resource?: string): Statement {
  return {
    Effect: 'Allow',
    Principal: { Service: sender.service },
    Action: action,
    ...(resource === undefined ? {} : { Resource: resource }),
    Condition: {
      ArnEquals: { 'aws:SourceArn': sender.sourceArn },
      StringEquals: { 'aws:SourceAccount': sender.accountId },
    },
  };
}
