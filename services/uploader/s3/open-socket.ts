import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectOverTls } from 'node:tls';

/** Whom a server's certificate has to satisfy, and our own. */
export type TlsWishes = Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;

export type OpeningSocket = { readonly socket: Socket; readonly openEvent: string };

/** What opens sockets to one server. Over TLS, a later one is spared most of the handshake. */
export function socketOpener({ protocol, hostname, port }: URL, wishes: TlsWishes) {
  // An address of IPv6 is in brackets in a URL, and nowhere else.
  const host = hostname.replace(/^\[|\]$/g, '');
  const encrypted = protocol === 'https:';
  const server = { host, port: Number(port) || (encrypted ? 443 : 80) };
  const tls = { ...wishes, ...(isIP(host) === 0 ? { servername: host } : {}) };
  let session: Buffer | undefined;
  return (): OpeningSocket => {
    if (!encrypted) return { socket: connect(server), openEvent: 'connect' };
    const known = session === undefined ? {} : { session };
    const socket = connectOverTls({ ...server, ...tls, ...known, ALPNProtocols: ['http/1.1'] });
    socket.on('session', (found) => {
      session = found;
    });
    socket.on('error', () => {
      session = undefined;
    });
    return { socket, openEvent: 'secureConnect' };
  };
}
