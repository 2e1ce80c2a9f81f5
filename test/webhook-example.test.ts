import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { recordingWebhook } from '../examples/webhook/recording-webhook.ts';
import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { runShell } from './run-shell.ts';
import { copySources } from './source-copy.ts';
import { workspace } from './workspace.ts';

it('examples/webhook tells of alarms once it is copied', async () => {
  const { root, pictures, data, addPicture, answers, files } = await workspace();
  const copy = join(root, 'copy');
  await copySources(copy);
  const { code } = await runShell(
    'cp -r examples/webhook services/webhook\nnpm run -s build:program',
    copy,
  );
  expect(code).toBe(0);
  let attempts = 0;
  const webhook = await recordingWebhook((response) => {
    attempts += 1;
    response.writeHead(attempts === 1 ? 503 : 200).end();
  });
  onTestFinished(() => webhook.close());
  await mkdir(join(data, 'config'), { recursive: true });
  const setting = { url: `${webhook.origin}/api/webhook/a-secret` };
  await writeFile(join(data, 'config/webhook.json'), JSON.stringify(setting));
  await addPicture('garden/a.jpg', await drawPicture(1));
  await addPicture('garden/nobody.jpg', await drawPicture(2));

  const labeler = await answers('a.jpg');
  const run = await runCli(
    ['local', '--once', '--watch', pictures, '--data', data, '--labeler', labeler],
    copy,
  );

  expect(run.code).toBe(0);
  const told = { camera: 'garden', labels: ['Person'], picture: 'jpg_alarm/garden/a.jpg' };
  expect(webhook.requests.map(({ body }) => body)).toEqual([
    expect.objectContaining(told),
    expect.objectContaining(told),
  ]);
  expect(run.stderr).toContain('it answered 503');
  expect(run.stdout + run.stderr).not.toContain('a-secret');
  expect(await files('state/consumers/webhook')).toHaveLength(1);
});
