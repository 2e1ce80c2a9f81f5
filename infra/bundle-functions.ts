import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { projectFile } from '../runtime/project-file.ts';
import { fetchPackage } from './fetch-package.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { type Architecture, lockedPackages } from './locked-packages.ts';
import { writeZip } from './write-zip.ts';

type BundleOptions = {
  /** The built consumers. */
  readonly servicesFolder: string;
  /** Emptied first; then it holds a zip and a source map for each function. */
  readonly outFolder: string;
  readonly architecture: Architecture;
};

export type BundledFunction = FunctionBundle & {
  /** Of the zip. */
  readonly sizeBytes: number;
  /** Of our own code with its clients, before it is compressed. */
  readonly moduleBytes: number;
};

/** Makes the zip of every consumer's function, and of the one for judgements: one module with the clients that it needs. */
export async function bundleFunctions(options: BundleOptions): Promise<readonly BundledFunction[]> {
  await rm(options.outFolder, { recursive: true, force: true });
  await mkdir(options.outFolder, { recursive: true });
  const bundles: BundledFunction[] = [];
  for (const { name, consumer } of await discoverConsumers(options.servicesFolder)) {
    bundles.push(await bundleFunction(name, entryOf(name, consumer.needs), options));
  }
  bundles.push(await bundleFunction('feedback', feedbackEntry, options));
  return bundles;
}

async function bundleFunction(
  name: string,
  entry: string,
  { outFolder, architecture }: BundleOptions,
): Promise<BundledFunction> {
  const { module, sourceMap, inputs } = await bundleModule(name, entry);
  // Sharp's own modules start twice as fast inside the bundle. What it has for each machine cannot
  // be in there; it lies beside it.
  const beside = inputs.some((path) => path.includes('node_modules/sharp/'))
    ? await packageFiles(`@img/sharp-linux-${architecture}`, architecture)
    : [];
  const zip = writeZip(new Map([['index.mjs', module], ...beside]));
  const zipFile = join(outFolder, `${name}.zip`);
  await writeFile(zipFile, zip);
  await writeFile(join(outFolder, `${name}.mjs.map`), sourceMap);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  return { name, zipFile, sha256, sizeBytes: zip.length, moduleBytes: module.length };
}

// No consumer: the page's own requests come through CloudFront.
const feedbackEntry = [
  `import { acceptFeedback } from './services/feedback/accept-feedback.ts';`,
  `import { feedbackHandler } from './runtime/aws/feedback-handler.ts';`,
  'export const handler = feedbackHandler(acceptFeedback);',
].join('\n');

/** The module that Lambda loads. It imports the ports of the declaration's `needs` and no other. */
function entryOf(name: string, needs: readonly string[]): string {
  const ports = needs.map((need) => `${need}Port`);
  return [
    `import consumer from './services/${name}/consumer.ts';`,
    `import { lambdaHandler } from './runtime/aws/lambda-handler.ts';`,
    ...ports.map(
      (port, index) => `import { ${port} } from './runtime/aws/${needs[index]}-port.ts';`,
    ),
    `const ports = { ${needs.map((need, index) => `${need}: ${ports[index]}`).join(', ')} };`,
    `export const handler = lambdaHandler(${JSON.stringify(name)}, consumer, ports);`,
  ].join('\n');
}

async function bundleModule(name: string, entry: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: projectFile(), sourcefile: `${name}.ts`, loader: 'ts' },
    absWorkingDir: projectFile(),
    ...{ outfile: 'index.mjs', write: false, metafile: true, sourcemap: 'external' },
    ...{ bundle: true, minify: true, legalComments: 'none' },
    ...{ platform: 'node', target: 'node22', format: 'esm' },
    // The ES modules of a package can be shaken; esbuild prefers the others for Node.
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': projectFile('runtime/aws/environment-credentials.ts'),
    },
    // Some packages are CommonJS and ask for Node's own modules.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });
  const output = (end: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(end));
    if (file === undefined) throw new Error(`bundle ${name}: there is no ${end}`);
    return file.contents;
  };
  return {
    module: output('.mjs'),
    sourceMap: output('.map'),
    inputs: Object.keys(metafile.inputs),
  };
}

// What a package brings for those who read it, or build it.
const unneeded = /\.(md|map|h|d\.[cm]?ts)$|^(src|install)\//;

async function packageFiles(
  name: string,
  architecture: Architecture,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const lockfile: unknown = JSON.parse(await readFile(projectFile('package-lock.json'), 'utf8'));
  const files = new Map<string, Uint8Array>();
  for (const locked of lockedPackages(lockfile, name, architecture)) {
    const folder = await fetchPackage(locked);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file).replaceAll('\\', '/');
      if (!entry.isFile() || unneeded.test(path) || path.includes('node_modules/')) continue;
      files.set(`${locked.path}/${path}`, await readFile(file));
    }
  }
  return files;
}
