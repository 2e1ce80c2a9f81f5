import { basename } from 'node:path';
import { build } from 'esbuild';
import { projectFile } from '../../../../runtime/project-file.ts';

const program = projectFile('services/uploader/pi/main.ts');

export type ProgramFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * The daemon and its commands, with everything that they need but Node: `uploader.mjs` and the modules
 * that it loads when it wants them. As one module, the daemon took 35 ms and 14 MB more.
 */
export async function bundleUploader(
  version: string,
  entry = program,
): Promise<readonly ProgramFile[]> {
  const { outputFiles } = await build({
    entryPoints: { uploader: entry },
    absWorkingDir: projectFile(),
    ...{ outdir: 'dist/uploader', outExtension: { '.js': '.mjs' } },
    ...{ splitting: true, write: false, logLevel: 'warning' },
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
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: contents }));
}
