import { connect as connectSocket, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { PostgresConnection } from './connection.ts';

export interface Backend {
  readonly pid: number;
  readonly key: number;
}

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Asks the server to interrupt what a connection is doing, over a second one, as the protocol has it. Needs no login and
 * no free connection. Resolves when the server has taken it or `ms` are over: the effect shows on the first connection.
 */
export async function cancelRequest(
  connection: PostgresConnection,
  backend: Backend,
  ms: number,
): Promise<void> {
  const opened: Socket[] = [];
  const work = async () => {
    const socket = connectSocket(connection.port, connection.host);
    opened.push(socket);
    await event(socket, 'connect');
    const line = connection.tls === 'verify' ? await secured(socket, connection) : socket;
    opened.push(line);
    line.write(message(backend));
    // The server signals the other process, then hangs up.
    line.resume();
    await event(line, 'close');
  };
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work().catch(() => undefined), enough]);
  clearTimeout(timer);
  for (const socket of opened) socket.destroy();
}

async function secured(socket: Socket, { host, ca }: PostgresConnection): Promise<Socket> {
  socket.write(SSL_REQUEST);
  const [reply] = await event(socket, 'data');
  if (String(reply) !== 'S') throw new Error('no TLS');
  const name = isIP(host) === 0 ? { servername: host } : {};
  const line = connectTls({
    socket,
    host,
    rejectUnauthorized: true,
    ...name,
    ...(ca !== undefined && { ca }),
  });
  await event(line, 'secureConnect');
  return line;
}

function message({ pid, key }: Backend): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeInt32BE(16, 0);
  bytes.writeInt32BE(80877102, 4);
  bytes.writeInt32BE(pid, 8);
  bytes.writeInt32BE(key, 12);
  return bytes;
}

function event(socket: Socket, name: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    socket.once(name, (...given) => resolve(given));
    socket.once('error', reject);
    if (name !== 'close') socket.once('close', () => reject(new Error('closed')));
  });
}
