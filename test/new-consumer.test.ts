import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { copySources } from './source-copy.ts';
import { workspace } from './workspace.ts';

const consumer = `
import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['ImageClassified'],
  where: { camera: [{ prefix: 'gate' }], topConfidence: [{ numeric: ['>', 50] }] },
  needs: ['blobs'],
  grants: { write: ['state'] },
  memoryMb: 128,
  timeoutSeconds: 10,
  batchSize: 1,
  concurrency: 1,
  load: () => import('./handle.ts'),
});
`;

const handle = `
import type { DomainEvent } from '../../contracts/image-event.ts';
import type { Deps } from '../../runtime/ports.ts';

export function createHandle({ blobs }: Deps<'blobs'>) {
  return async ({ detail }: DomainEvent<'ImageClassified'>) => {
    await blobs.put('state/doorman/' + detail.imageId, new TextEncoder().encode(detail.camera));
    return { outcome: 'noted' };
  };
}
`;

it('makes a consumer of a new folder with two files, with no other edit', async () => {
  const { root, pictures, data, addPicture, answers, files } = await workspace();
  const copy = join(root, 'copy');
  await copySources(copy);
  await mkdir(join(copy, 'services/doorman'));
  await writeFile(join(copy, 'services/doorman/consumer.ts'), consumer);
  await writeFile(join(copy, 'services/doorman/handle.ts'), handle);
  await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: copy });
  await addPicture('gate/a.jpg', await drawPicture(1));
  await addPicture('gate/nobody.jpg', await drawPicture(2));
  await addPicture('garden/a.jpg', await drawPicture(3));

  const labeler = await answers('a.jpg');
  const run = await runCli(
    ['local', '--once', '--watch', pictures, '--data', data, '--labeler', labeler],
    copy,
  );

  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(await files('state/doorman')).toHaveLength(1);
});
