import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a file of this package lies, whether the code runs from its sources or bundled under `dist/`. */
export function projectFile(...segments: string[]): string {
  return join(packageRoot(), ...segments);
}

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('find the package: no package.json above the program');
    folder = parent;
  }
  return folder;
}
