import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { readDeployedGallery } from '../edge/deployed-gallery.ts';
import { startGalleryEdge } from '../edge/gallery-edge.ts';
import { type AwsGate, startAwsGate } from './aws-gate.ts';
import { type DeployedStack, deployStack } from './deploy-stack.ts';
import { readDeployedFunctions } from './deployed-functions.ts';
import { type DetectLabelsEndpoint, startDetectLabelsEndpoint } from './detect-labels-endpoint.ts';
import { emulatedIam } from './emulated-iam.ts';
import { emulatorClients } from './emulator-clients.ts';
import { startFeedbackFunction } from './feedback-process.ts';
import { findZips } from './find-zips.ts';
import { type LambdaHost, startLambdaHost } from './lambda-host.ts';
import { CommandTimeout } from './run-command.ts';
import { startCamera } from './start-camera.ts';
import { startMoto } from './start-moto.ts';

/** The number of the only account that the emulator has. */
const account = '123456789012';

/**
 * An account in an emulator with the pipeline deployed to it, but nobody to run its functions yet.
 *
 * A deployment that fails, fails. But once in many, Terraform waits for ever for the emulator, which
 * has answered all that it was asked; then everything begins anew.
 */
export async function emulatedAccount() {
  return openAccount().catch((error: unknown) => {
    if (!(error instanceof CommandTimeout)) throw error;
    process.stderr.write(`The deployment is tried once more. ${error.message}\n`);
    return openAccount();
  });
}

async function openAccount() {
  const moto = await startMoto();
  const iam = emulatedIam(moto.endpoint);
  const administrator = await iam.createAdministrator();
  const owner = emulatorClients(moto.endpoint, administrator);
  const ownersEnvironment = {
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_ACCESS_KEY_ID: administrator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: administrator.secretAccessKey,
  };
  let running: RunningPipeline | undefined;
  try {
    const stack = await deployStack(moto.endpoint);
    return { stack, iam, owner, ownersEnvironment, run: () => runFunctions(stack), close };

    async function close(): Promise<void> {
      await running?.stop();
      await moto.close();
      await stack.close();
    }
  } catch (error) {
    await moto.close();
    throw error;
  }

  async function runFunctions(stack: DeployedStack): Promise<RunningPipeline> {
    const labels = await startDetectLabelsEndpoint(owner.s3);
    const rekognition = labels.endpoint;
    const gate = await startAwsGate({
      ...{ emulator: moto.endpoint, rekognition, account, s3: owner.s3 },
    });
    const functions = await readDeployedFunctions(owner.lambda);
    const zips = await findZips(stack.folder);
    const emulator = moto.endpoint;
    const host = await startLambdaHost({ functions, zips, emulator, owner, iam, gate });
    const feedback = await startFeedbackFunction(stack.outputs.gallery.function_name, {
      ...{ zips, owner, iam, gate },
    });
    const edge = await startGalleryEdge({
      gallery: await readDeployedGallery(stack.folder),
      ...{ bucket: stack.outputs.bucket, invoke: feedback.invoke },
      read: (key) => readObject(owner.s3, { Bucket: stack.outputs.bucket, Key: key }),
    });
    const garden = await startCamera(stack.outputs.camera_users.garden ?? '', { iam, gate });
    await iam.enforce(true);
    running = { labels, gate, host, edge, garden: garden.s3, stop };
    return running;

    async function stop(): Promise<void> {
      running = undefined;
      await iam.enforce(false);
      await garden.takeKeyBack();
      await edge.close();
      await feedback.close();
      await host.close();
      await gate.close();
      await labels.close();
    }
  }
}

/** The functions at work, each with the rights of its role only. */
export type RunningPipeline = {
  readonly labels: DetectLabelsEndpoint;
  readonly gate: AwsGate;
  readonly host: LambdaHost;
  /** The gallery's distribution. */
  readonly edge: Awaited<ReturnType<typeof startGalleryEdge>>;
  /** The bucket as the camera `garden` may use it. */
  readonly garden: S3Client;
  /** Ends the functions, and the enforcing of rights. */
  stop(): Promise<void>;
};

async function readObject(s3: S3Client, object: { readonly Bucket: string; readonly Key: string }) {
  try {
    const { Body, ContentType = '' } = await s3.send(new GetObjectCommand(object));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return { contentType: ContentType, bytes };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
