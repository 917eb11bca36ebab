import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as plainRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { bareHost, type Gate } from '../address/gate.ts';
import { cancelled, codeOf, connectionTrouble, refused, unconnected, unreachable } from '../troubles.ts';
import { type Hop, whereOf } from './hop.ts';
import type { Patience } from './patience.ts';
import { createSlots } from './slots.ts';
import { wireHeaders } from './wireHeaders.ts';

/** The sockets of one source. */
export interface Wire {
  /** Until the headers of an answer are there. Throws a `Trouble`. */
  open(hop: Hop, patience: Patience, signal: AbortSignal): Promise<IncomingMessage>;
  close(): Promise<void>;
}

interface WireOptions {
  readonly connectMs: number;
  readonly userAgent: string;
  /** Of the authority to trust instead of the machine's. */
  readonly ca?: string;
}

const MOST_HEADER_BYTES = 64 * 1024;
const MOST_SOCKETS_A_HOST = 8;
/** Asking twice does what asking once does, RFC 9110 section 9.2.2. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

const POOL = {
  keepAlive: true,
  // Node's quarter of a second gives slow networks no chance at any address but the last.
  autoSelectFamilyAttemptTimeout: 1000,
  maxSockets: MOST_SOCKETS_A_HOST,
  maxTotalSockets: 4 * MOST_SOCKETS_A_HOST,
  maxFreeSockets: MOST_SOCKETS_A_HOST,
  scheduling: 'lifo',
} as const;

/** A connection that had been idle turned out to be closed by the other side: nothing was answered on it. */
class StaleConnection extends Error {}

export function createWire(options: WireOptions, gate: Gate): Wire {
  const agents = {
    'http:': new HttpAgent(POOL),
    'https:': new HttpsAgent({ ...POOL, ...(options.ca === undefined ? {} : { ca: options.ca }) }),
  };
  const slots = createSlots(MOST_SOCKETS_A_HOST);
  const sockets = new Set<Socket>();

  function start(hop: Hop, fresh: boolean): ClientRequest {
    const secure = hop.url.protocol === 'https:';
    const { pathname, search, port } = hop.url;
    return (secure ? secureRequest : plainRequest)({
      method: hop.method,
      host: bareHost(hop.url),
      port: port === '' ? (secure ? 443 : 80) : Number(port),
      path: `${pathname}${search}`,
      headers: wireHeaders(hop, options.userAgent),
      agent: fresh ? false : agents[secure ? 'https:' : 'http:'],
      lookup: gate.lookup(hop.url),
      maxHeaderSize: MOST_HEADER_BYTES,
      ...(fresh && options.ca !== undefined ? { ca: options.ca } : {}),
    });
  }

  function watch(socket: Socket): void {
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  }

  /** `over`: the connection is free again, or gone. */
  function attempt(hop: Hop, patience: Patience, signal: AbortSignal, fresh: boolean, over: () => void) {
    const where = whereOf(hop);
    return new Promise<IncomingMessage>((resolve, reject) => {
      const request = start(hop, fresh);
      let socket: Socket | undefined;
      let readBefore = 0;
      // Connecting has a bound of its own.
      const moved = () =>
        socket === undefined || socket.connecting
          ? performance.now()
          : socket.bytesRead + socket.bytesWritten;
      const waited = patience.wait(moved, fail);
      let connecting: NodeJS.Timeout | undefined;
      let settled = false;

      function settle(): void {
        settled = true;
        waited();
        clearTimeout(connecting);
        signal.removeEventListener('abort', cancel);
      }
      function fail(trouble: Error): void {
        if (settled) return;
        settle();
        reject(trouble);
        request.destroy();
      }
      function cancel(): void {
        fail(cancelled(where));
      }
      function broken(error: unknown): void {
        const untouched = request.reusedSocket && socket?.bytesRead === readBefore;
        const gone = ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(codeOf(error));
        fail(untouched && gone ? new StaleConnection() : connectionTrouble(error, where));
      }

      request.on('error', broken);
      request.once('close', () => broken(lost()));
      request.once('upgrade', (_answer, upgraded: Socket) => {
        upgraded.destroy();
        fail(unreachable(`${where} wanted to switch to another protocol.`, 'Check the address.', false));
      });
      request.once('response', (message: IncomingMessage) => {
        if (settled) return;
        settle();
        // From here on whoever reads the body is told; without a listener Node would end the program.
        message.on('error', () => {});
        request.once('close', over);
        resolve(message);
      });
      request.once('socket', (given: Socket) => {
        socket = given;
        watch(given);
        readBefore = given.bytesRead;
        if (!given.connecting) return;
        const late = unconnected(
          `${where} didn't take the connection within ${Math.max(1, Math.round(options.connectMs / 1000))} s.`,
        );
        connecting = setTimeout(() => fail(late), options.connectMs);
        given.once(hop.url.protocol === 'https:' ? 'secureConnect' : 'connect', () =>
          clearTimeout(connecting),
        );
      });
      signal.addEventListener('abort', cancel);
      if (signal.aborted) cancel();
      else request.end(hop.body ?? undefined);
    });
  }

  function waitForSlot(hop: Hop, patience: Patience, signal: AbortSignal): Promise<() => void> {
    const late = new AbortController();
    const gone = () => late.abort(cancelled(whereOf(hop)));
    signal.addEventListener('abort', gone);
    if (signal.aborted) gone();
    // Others use the connections: that is no silence of the other side.
    const waited = patience.wait(
      () => performance.now(),
      (trouble) => late.abort(trouble),
    );
    return slots.take(hop.url.origin, late.signal).finally(() => {
      waited();
      signal.removeEventListener('abort', gone);
    });
  }

  async function inSlot(hop: Hop, patience: Patience, signal: AbortSignal, over: () => void) {
    try {
      return await attempt(hop, patience, signal, false, over);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
    }
    if (!IDEMPOTENT.has(hop.method)) throw connectionTrouble(lost(), whereOf(hop));
    try {
      return await attempt(hop, patience, signal, true, over);
    } catch (error) {
      throw connectionTrouble(error, whereOf(hop));
    }
  }

  return {
    async open(hop, patience, signal) {
      if (hop.method === 'CONNECT' || hop.method === 'TRACE')
        throw refused(`The method ${hop.method} is not used to ask for data.`, 'Correct the connector.');
      const over = await waitForSlot(hop, patience, signal);
      try {
        return await inSlot(hop, patience, signal, over);
      } catch (error) {
        over();
        throw error;
      }
    },

    async close() {
      for (const agent of Object.values(agents)) agent.destroy();
      const open = [...sockets].filter((socket) => !socket.destroyed);
      await Promise.all(
        open.map(
          (socket) =>
            new Promise((closed) => {
              socket.once('close', closed);
              socket.destroy();
            }),
        ),
      );
    },
  };
}

function lost(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
}
