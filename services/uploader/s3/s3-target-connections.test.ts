import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, openStoreFor, picture, signIn, stored } from './scripted-store.ts';

beforeEach(signIn);

describe('s3Target', () => {
  it('takes a connection for more than one picture', async () => {
    const { target, sockets } = await openStore();
    for (let sent = 0; sent < 5; sent += 1) await target.send(picture);
    expect(sockets.size).toBe(1);
  });

  it('goes on when the store has closed a connection that was kept', async () => {
    const { target, asked } = await openStore(stored, (response) => response.destroy());
    await target.send(picture);
    expect(await target.send(picture)).toBe('stored');
    expect(asked).toHaveLength(3);
  });

  it('closes a connection that it has not used for a while', async () => {
    const { target, sockets } = await openStoreFor({ idleMilliseconds: 20 });
    await target.send(picture);
    const [socket] = sockets;
    if (socket !== undefined && !socket.closed) await once(socket, 'close');
    expect(await target.send(picture)).toBe('stored');
    expect(sockets.size).toBe(2);
  });

  it('is patient with a store that thinks longer than a connection is kept, and closes it then', async () => {
    const { target, sockets } = await openStoreFor({ idleMilliseconds: 5 }, [
      (response) => setTimeout(() => stored(response, response.req, Buffer.of()), 60),
    ]);
    expect(await target.send(picture)).toBe('stored');
    const [socket] = sockets;
    if (socket !== undefined && !socket.closed) await once(socket, 'close');
    expect(sockets.size).toBe(1);
  });
});
