import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { projectFile } from '../../../../runtime/project-file.ts';
import { bundleUploader } from './bundle-uploader.ts';
import { packageName, uploaderPackage } from './uploader-package.ts';

/** Builds the Debian package into a folder; gives back its path. */
export async function buildPackage(outFolder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(projectFile('package.json'), 'utf8'));
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  const deb = await uploaderPackage(await bundleUploader(version), version);
  const file = join(outFolder, packageName(version));
  await mkdir(outFolder, { recursive: true });
  await writeFile(file, deb);
  return file;
}
