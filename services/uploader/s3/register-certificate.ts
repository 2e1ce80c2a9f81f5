import type { IoTClient } from '@aws-sdk/client-iot';
import { EnrollError } from './enroll-error.ts';
import type { Enrollment } from './enrollment-code.ts';

/** A certificate as AWS IoT made it. */
type MadeCertificate = { readonly arn: string; readonly pem: string };

/** What a camera asks of AWS IoT when it is enrolled; anything of it may be repeated. */
export type CertificateRegistry = {
  make(signingRequest: string): Promise<MadeCertificate>;
  /** Ties a certificate to the camera's thing; false: AWS IoT does not know the certificate. */
  tie(arn: string): Promise<boolean>;
  close(): void;
};

/** AWS IoT, with the keys of an enrolment. */
export async function certificateRegistry(enrollment: Enrollment): Promise<CertificateRegistry> {
  // The daemon needs none of it.
  const {
    AttachPolicyCommand,
    AttachThingPrincipalCommand,
    CreateCertificateFromCsrCommand,
    IoTClient,
  } = await import('@aws-sdk/client-iot');
  const { region, keys: credentials, camera, iotPolicy } = enrollment;
  const iot: IoTClient = new IoTClient({ region, credentials, maxAttempts: 5 });
  return { make, tie, close: () => iot.destroy() };

  async function make(certificateSigningRequest: string): Promise<MadeCertificate> {
    const made = await asked('make a certificate', () =>
      iot.send(
        new CreateCertificateFromCsrCommand({ certificateSigningRequest, setAsActive: true }),
      ),
    );
    const { certificateArn: arn = '', certificatePem: pem = '' } = made;
    return { arn, pem };
  }

  async function tie(arn: string): Promise<boolean> {
    try {
      await iot.send(new AttachPolicyCommand({ policyName: iotPolicy, target: arn }));
    } catch (error) {
      if (isMissing(error)) return false;
      throw asSentence('give the certificate its rights', error);
    }
    await asked(`tie the certificate to ${camera}`, () =>
      iot.send(new AttachThingPrincipalCommand({ thingName: camera, principal: arn })),
    );
    return true;
  }
}

async function asked<Answer>(what: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw asSentence(what, error);
  }
}

const outdated = ['ExpiredToken', 'ExpiredTokenException', 'UnrecognizedClientException'];
const another = 'make another code: intellicam camera add on your computer';

function asSentence(what: string, error: unknown): EnrollError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const todo = outdated.includes(name)
    ? `the code has expired; ${another}`
    : isMissing(error)
      ? `it was removed meanwhile; ${another}`
      : /signature|skew/i.test(`${name} ${message}`)
        ? "this machine's clock may be wrong: see timedatectl"
        : 'try again with the same code';
  return new EnrollError(`${what}: ${name}: ${message.replace(/\.$/, '')}: ${todo}`, {
    cause: error,
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ResourceNotFoundException';
}
