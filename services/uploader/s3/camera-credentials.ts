import { SendError } from '../picture-target.ts';
import { type IotIdentity, iotCredentials } from './iot-credentials.ts';
import type { AccessKey } from './sign-request.ts';

/** How a camera signs in, as `uploader.yaml` says it. */
export type CameraCredentials = { readonly iot: IotIdentity };

/** Where access keys come from. */
export interface KeySource {
  /** A key that is good for now. */
  key(): Promise<AccessKey>;
  /** The store did not accept the last one: the next is fetched anew. */
  forget(): void;
  close(): void;
}

/** The keys of a camera: from its certificate, or else from the AWS SDK's own chain. */
export function cameraCredentials(credentials: CameraCredentials | undefined): KeySource {
  return credentials === undefined ? standardChain() : iotCredentials(credentials.iot);
}

/** Environment, shared files, and whatever else AWS's tools know. */
function standardChain(): KeySource {
  let provider: Promise<() => Promise<AccessKey>> | undefined;
  return {
    async key() {
      provider ??= openChain();
      try {
        return await (await provider)();
      } catch (error) {
        provider = undefined;
        if (!(error instanceof Error) || error.name !== 'CredentialsProviderError') throw error;
        const todo =
          'enroll this camera, or put an access key into /etc/intellicam/credentials ' +
          '(intellicam camera add on your computer prints either)';
        throw new SendError('rights', `there are no credentials: ${todo}`, { cause: error });
      }
    },
    // A new chain reads the files again, in which the owner may have put a new key.
    forget: () => {
      provider = undefined;
    },
    close: () => undefined,
  };
}

async function openChain(): Promise<() => Promise<AccessKey>> {
  // Most cameras have a certificate and never load it.
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider({ ignoreCache: true });
}
