import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mailServer } from './adapters/mail-server.ts';
import { pushServer } from './adapters/push-server.ts';
import { runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

async function homeWith(channels: string) {
  const { data } = await workspace();
  await mkdir(join(data, 'config'), { recursive: true });
  await writeFile(join(data, 'config', 'channels.yaml'), channels);
  const inbox = join(data, 'inbox');
  await mkdir(inbox);
  const once = await runCli(['local', '--once', '--watch', inbox, '--data', data]);
  expect(once).toMatchObject({ code: 0, stderr: '' });
  return { data, notify: (...args: string[]) => runCli(['notify', ...args, '--data', data]) };
}

it('sends a test message through every channel, and says what became of it', async () => {
  const mail = await mailServer();
  const push = await pushServer(({ path }) => (path === '/annas' ? 403 : 200));
  const { data, notify } = await homeWith(`
smtp: { host: ${mail.host}, port: ${mail.port}, from: camera@example.org, to: [you@example.org] }
ntfy: { url: "${push.url}/ours" }
people: { anna: { ntfy: "${push.url}/annas" } }
`);
  const { code, stdout } = await notify('test');
  expect(stdout.split('\n')).toEqual([
    'outbox   sent',
    'smtp     sent',
    'ntfy     sent',
    expect.stringMatching(/^ntfy-anna refused \(HTTP-403\): Look at the token/),
    '',
  ]);
  expect(code).toBe(1);
  expect(mail.mails).toMatchObject([{ to: ['you@example.org'] }]);
  expect(push.pushed[0]?.headers).toMatchObject({ title: 'This is a test of IntelliCam' });
  expect(await readdir(join(data, 'outbox'))).toHaveLength(1);

  const one = await notify('test', '--channel', 'smtp', '--json');
  expect([one.code, JSON.parse(one.stdout).channels]).toEqual([
    ...[0, [{ channel: 'smtp', state: 'sent' }]],
  ]);
  expect(await notify('test', '--channel', 'sns')).toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining('there are outbox, smtp, ntfy, ntfy-anna') },
  });
  expect(await notify('all')).toMatchObject({ code: 2 });
});

it('says what is wrong with channels.yaml, by line', async () => {
  const { data, notify } = await homeWith('smtp:\n  host: a\n  from: nobody\n');
  const problem = expect.stringMatching(/channels\.yaml:3: smtp\.from must be an e-mail address/);
  expect(await notify('test')).toMatchObject({ code: 2, stderr: problem });
  expect(await runCli(['local', '--data', data])).toMatchObject({ code: 2, stderr: problem });
});
