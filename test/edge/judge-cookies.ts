import { createVerify } from 'node:crypto';
import * as v from 'valibot';

const PolicySchema = v.object({
  Statement: v.tuple([
    v.strictObject({
      Resource: v.string(),
      Condition: v.strictObject({
        DateLessThan: v.strictObject({ 'AWS:EpochTime': v.pipe(v.number(), v.integer()) }),
      }),
    }),
  ]),
});

type Signed = {
  readonly policy: string | undefined;
  readonly signature: string | undefined;
  readonly keyId: string | undefined;
};

type Asked = {
  readonly url: string;
  readonly now: Date;
  /** The trusted key group: public keys by their ids. */
  readonly keys: ReadonlyMap<string, string>;
};

/** What CloudFront makes of the three cookies with a custom policy, as its documentation says. */
export function judgeCookies({ policy, signature, keyId }: Signed, { url, now, keys }: Asked) {
  if (!policy || !signature || !keyId) return 'no cookies';
  const key = keys.get(keyId);
  if (key === undefined) return 'unknown key';
  const text = bytesOf(policy);
  if (!createVerify('RSA-SHA1').update(text).verify(key, bytesOf(signature))) {
    return 'wrong signature';
  }
  const [statement] = v.parse(PolicySchema, JSON.parse(text.toString())).Statement;
  const pattern = statement.Resource.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  if (!new RegExp(`^${pattern}$`).test(url)) return 'other resource';
  const until = statement.Condition.DateLessThan['AWS:EpochTime'];
  return now.getTime() / 1000 < until ? 'allowed' : 'expired';
}

function bytesOf(text: string): Buffer {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');
  return Buffer.from(base64, 'base64');
}
