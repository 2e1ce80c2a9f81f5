import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFile } from '../runtime/project-file.ts';

// What was made here, and what is an owner's own.
const left =
  /^(?:\.git|node_modules|dist|intellicam-data|cdktf\.out|.*\.tfstate.*|intellicam\.yaml|intellicam-.*\.pem)$/;

/** Copies the repository into a new folder; the packages are shared. */
export async function copySources(to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(projectFile())) {
    if (!left.test(name)) await cp(projectFile(name), join(to, name), { recursive: true });
  }
  await symlink(projectFile('node_modules'), join(to, 'node_modules'));
}
