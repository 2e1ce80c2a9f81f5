import { Sesv2EmailIdentity } from '@cdktf/provider-aws/lib/sesv2-email-identity/index.js';
import { Construct } from 'constructs';

type MailIdentitiesProps = {
  readonly addresses: readonly string[];
  readonly region: string;
  readonly accountId: string;
};

/** The addresses that SES mails from and to; AWS sends each a link, by which it is verified. */
export class MailIdentities extends Construct {
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { addresses, region, accountId }: MailIdentitiesProps) {
    super(scope, id);
    for (const address of addresses) {
      new Sesv2EmailIdentity(this, address, { emailIdentity: address });
    }
    this.arns = addresses.map(
      (address) => `arn:aws:ses:${region}:${accountId}:identity/${address}`,
    );
  }
}
