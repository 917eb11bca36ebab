import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { attachPort, localClient } from '../../main/rpc/attach.ts';
import type { Core } from '../../main/rpc/core.ts';
import { type Loopback, openLoopback } from '../../main/rpc/loopback/server.ts';
import { createPages } from '../../main/rpc/pages.ts';
import type { Client } from '../../shared/contract/contract.ts';

export interface Attached {
  readonly client: Client;
  /** Cuts the line without a word, as a crash of the other side would. */
  sever(): void;
  close(): Promise<void>;
}

export const TRANSPORTS: Record<string, (core: Core) => Promise<Attached>> = {
  'in process': async (core) => ({ client: localClient(core), sever: () => {}, close: async () => {} }),
  'over a MessagePort': async (core) => {
    const { port1, port2 } = new MessageChannel();
    attachPort(core, port1);
    const client: Client = createORPCClient(new PortLink({ port: port2 }));
    port1.start();
    port2.start();
    return { client, sever: () => port2.close(), close: async () => port2.close() };
  },
  'over a WebSocket': async (core) => {
    const loopback = await openTestLoopback(core);
    const socket = await dial(loopback);
    const client: Client = createORPCClient(new SocketLink({ websocket: asBrowserSocket(socket) }));
    return {
      client,
      sever: () => socket.terminate(),
      close: async () => {
        socket.terminate();
        await loopback.close();
      },
    };
  },
};

export async function openTestLoopback(core: Core, port = 0): Promise<Loopback> {
  const opened = await openLoopback(core, createPages(import.meta.dirname, { connect: "'self'" }), port);
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

/** Signs in with the link as a browser would and opens the socket with the cookie it got. */
export async function dial(loopback: Loopback): Promise<WebSocket> {
  const socket = new WebSocket(`${loopback.address.replace('http', 'ws')}/rpc`, {
    headers: { cookie: await signIn(loopback), origin: loopback.address },
  });
  await new Promise((settle, reject) => {
    socket.once('open', settle);
    socket.once('error', reject);
  });
  return socket;
}

export async function signIn(loopback: Loopback): Promise<string> {
  const answer = await fetch(loopback.signInLink, { redirect: 'manual' });
  return String(answer.headers.get('set-cookie')).split(';')[0] ?? '';
}

function asBrowserSocket(socket: WebSocket): globalThis.WebSocket {
  socket.binaryType = 'arraybuffer';
  return socket as unknown as globalThis.WebSocket;
}
