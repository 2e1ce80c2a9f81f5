import { projectFile } from '../../../../runtime/project-file.ts';
import { buildPackage } from './build-package.ts';

// npm run package:uploader
const file = await buildPackage(projectFile('dist', 'uploader'));
process.stdout.write(`${file}\n`);
