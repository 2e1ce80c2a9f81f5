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
      const known = keyIn(process.env);
      if (known !== undefined) return known;
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

// The chain would begin with it, too, and takes 20 ms to be loaded.
function keyIn(environment: NodeJS.ProcessEnv): AccessKey | undefined {
  const { AWS_PROFILE: profile, AWS_ACCESS_KEY_ID: accessKeyId } = environment;
  const { AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  // Whoever names a profile wants that one's key.
  return profile || !accessKeyId || !secretAccessKey
    ? undefined
    : { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

async function openChain(): Promise<() => Promise<AccessKey>> {
  // Most cameras have a certificate and never load it.
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider({ ignoreCache: true });
}
