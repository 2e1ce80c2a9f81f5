import { dirname, resolve } from 'node:path';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { projectFile } from '../runtime/project-file.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { ConfigurationError, readConfiguration } from './read-configuration.ts';
import { readGalleryKey } from './read-gallery-key.ts';
import { synthesise } from './synthesise.ts';

const { env } = process;

async function main(): Promise<void> {
  const configurationFile = resolve(env.INTELLICAM_CONFIG || 'intellicam.yaml');
  const configuration = readConfiguration(configurationFile);
  const servicesFolder = projectFile('dist', 'services');
  synthesise({
    configuration,
    consumers: await discoverConsumers(servicesFolder),
    bundles: await bundleFunctions({
      servicesFolder,
      outFolder: projectFile('dist', 'functions'),
      architecture: configuration.architecture === 'arm64' ? 'arm64' : 'x64',
    }),
    galleryKey: readGalleryKey(configurationFile, configuration.stage),
    pageFolder: projectFile('dist', 'gallery'),
    alarmListFile: projectFile('config', 'reko_alarms.csv'),
    // cdktf's command line says where it will look.
    outputFolder: env.CDKTF_OUTDIR || 'cdktf.out',
    stateFolder: dirname(configurationFile),
    emulatorEndpoint: env.AWS_ENDPOINT_URL || undefined,
  });
}

await main().catch((error: unknown) => {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
