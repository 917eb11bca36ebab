import type { ClientContext } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { Dial, DialOutcome } from './line.ts';

/** Both addresses of the core behind a browser: calls go over the socket, the session is asked for by plain HTTP. */
export interface CoreAddress {
  readonly socket: string;
  readonly session: string;
}

export function addressOf(page: { protocol: string; host: string }): CoreAddress {
  return {
    socket: `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/rpc`,
    session: `${page.protocol}//${page.host}/session`,
  };
}

/** A refused upgrade tells a page nothing, so after each failure the session itself is asked for. */
export function dialSocket(address: CoreAddress): Dial {
  return async (signal) => {
    const socket = new WebSocket(address.socket);
    socket.binaryType = 'arraybuffer';
    const outcome = await settled(socket, signal);
    if (outcome !== 'unreachable') return outcome;
    return (await sessionRefused(address.session, signal)) ? 'refused' : 'unreachable';
  };
}

function settled(socket: WebSocket, signal: AbortSignal): Promise<DialOutcome> {
  return new Promise((resolve) => {
    const ended = new Promise<void>((end) => {
      socket.addEventListener('close', () => {
        end();
        resolve('unreachable');
      });
    });
    signal.addEventListener('abort', () => socket.close(), { once: true });
    socket.addEventListener('open', () => {
      const link = new RPCLink<ClientContext>({ websocket: socket });
      resolve({ line: { link, ended, hangUp: () => socket.close() } });
    });
  });
}

async function sessionRefused(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store', signal });
    return answer.status === 403;
  } catch {
    return false;
  }
}
