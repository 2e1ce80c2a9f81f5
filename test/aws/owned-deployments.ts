import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, onTestFinished, vi } from 'vitest';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { type MakerClients, makeDeployment, makerClients } from './made-deployment.ts';
import { signIn, writeHome } from './owner-at-home.ts';
import { startMoto } from './start-moto.ts';

export let moto: Awaited<ReturnType<typeof startMoto>>;
export let clients: MakerClients;
let stages = 0;

/** Gives a test file an emulator in which deployments are made by calls. */
export function useOwnedDeployments(): void {
  beforeAll(async () => {
    moto = await startMoto();
    clients = makerClients(moto.endpoint);
  });
  afterAll(() => moto.close());
  afterEach(() => vi.unstubAllEnvs());
}

/** Makes a deployment of a stage of its own, and signs its owner in. */
export function openDeployment(): Promise<Deployment> {
  signIn(moto.endpoint, 'test');
  stages += 1;
  return makeDeployment(clients, `s${stages}`);
}

/** The configuration's file in the owner's folder, which goes when the test ends. */
export async function openHome(deployment: Deployment): Promise<string> {
  const file = await writeHome(deployment);
  onTestFinished(() => rm(dirname(file), { recursive: true }));
  return file;
}
