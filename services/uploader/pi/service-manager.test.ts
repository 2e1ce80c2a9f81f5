import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workspace } from '../../../test/workspace.ts';
import { systemd } from './service-manager.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

// Node cannot receive what systemd does; Python can.
const receiver = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True:
    print(s.recv(4096).decode().replace("\\n", " "), flush=True)
`;

describe('systemd', () => {
  it('is told, in one message each, and in order', async () => {
    const { root } = await workspace();
    const socket = join(root, 'notify');
    const python = spawn('python3', ['-c', receiver, socket]);
    onTestFinished(() => {
      python.kill();
    });
    let heard = '';
    python.stdout.setEncoding('utf8').on('data', (text) => {
      heard += text;
    });
    await once(python.stdout, 'data');
    const manager = systemd({ ...process.env, NOTIFY_SOCKET: socket }, silent);
    await manager.tell('READY=1', 'STATUS=nothing waits');
    await manager.tell('WATCHDOG=1');
    await manager.tell('STOPPING=1');
    while (!heard.includes('STOPPING=1')) await once(python.stdout, 'data');

    const messages = heard.split('\n').filter((line) => /READY|WATCHDOG|STOPPING/.test(line));
    expect(messages).toEqual(['READY=1 STATUS=nothing waits', 'WATCHDOG=1', 'STOPPING=1']);
  });

  it('is not looked for when the daemon was started by hand', async () => {
    const told: string[] = [];
    const log = { ...silent, warn: (message: string) => told.push(message) };
    const manager = systemd({ PATH: '/nowhere', WATCHDOG_USEC: '1000' }, log);
    await manager.tell('READY=1');
    expect(manager.watchdogMilliseconds).toBeUndefined();
    expect(told).toEqual([]);
  });

  it.each([
    [{ WATCHDOG_USEC: '120000000' }, 120_000],
    [{ WATCHDOG_USEC: '120000000', WATCHDOG_PID: String(process.pid) }, 120_000],
    [{ WATCHDOG_USEC: '120000000', WATCHDOG_PID: '1' }, undefined],
    [{}, undefined],
    [{ WATCHDOG_USEC: 'soon' }, undefined],
  ])('wants to hear of a living daemon as %o says', (environment, milliseconds) => {
    const manager = systemd({ NOTIFY_SOCKET: '/run/notify', ...environment }, silent);
    expect(manager.watchdogMilliseconds).toBe(milliseconds);
  });
});
