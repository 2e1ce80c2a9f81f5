import type { AwsGate } from './aws-gate.ts';
import type { emulatedIam } from './emulated-iam.ts';
import { emulatorClients } from './emulator-clients.ts';

type Account = { readonly iam: ReturnType<typeof emulatedIam>; readonly gate: AwsGate };

/** S3 as somebody sees it who holds an access key of this user: a camera, or who stole it. */
export async function startCamera(user: string, { iam, gate }: Account) {
  const key = await iam.createKey(user);
  gate.admit(key.accessKeyId, { name: user, statements: await iam.policiesOfUser(user) });
  return {
    s3: emulatorClients(gate.endpoint, key).s3,
    // A user with a key cannot be removed.
    takeKeyBack: () => iam.deleteKey(user, key.accessKeyId),
  };
}
