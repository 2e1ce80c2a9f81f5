import { build } from 'esbuild';
import { projectFile } from '../../../../runtime/project-file.ts';

const program = projectFile('services/uploader/pi/main.ts');

/** The daemon and its commands as one module, with everything that it needs but Node. */
export async function bundleUploader(version: string, entry = program): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: projectFile(),
    ...{ outfile: 'uploader.mjs', write: false, logLevel: 'warning' },
    ...{ bundle: true, minify: true, legalComments: 'none', keepNames: true },
    ...{ platform: 'node', target: 'node20', format: 'esm' },
    // The ES modules of a package can be shaken; esbuild prefers the others for Node.
    mainFields: ['module', 'main'],
    define: { 'process.env.INTELLICAM_UPLOADER_VERSION': JSON.stringify(version) },
    // Packages that are no ES modules yet ask for Node's own in the old way.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  const module = outputFiles[0]?.contents;
  if (module === undefined) throw new Error('bundle the uploader: esbuild made nothing');
  return module;
}
