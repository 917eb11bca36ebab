import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What lies between here and the server. `cut after commit`: the server gets the COMMIT and keeps the work, and the line
 * breaks before its answer comes through. `refuse`: nobody is let in any more.
 */
export type Weather =
  | { readonly kind: 'fair' }
  | { readonly kind: 'black hole' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'trickle'; readonly bytesASecond: number }
  | { readonly kind: 'cut after commit'; readonly after: Weather };

export interface FaultProxy {
  readonly port: number;
  readonly connections: number;
  /** For all connections there are and will be. */
  weather(next: Weather): void;
  /** Breaks every connection there is with a reset. */
  reset(): void;
  close(): Promise<void>;
}

const TICK_MS = 20;

/** A line to a server on this computer that can be made as bad as lines get. */
export async function startFaultProxy(to: number): Promise<FaultProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let now: Weather = { kind: 'fair' };
  let count = 0;

  function breakOff(pair: readonly [Socket, Socket]): void {
    pairs.delete(pair);
    for (const socket of pair) socket.resetAndDestroy();
  }

  function carry(pair: readonly [Socket, Socket], from: Socket, into: Socket, toServer: boolean): void {
    const waiting: Buffer[] = [];
    let cutting = false;
    from.on('data', (bytes) => {
      const cut = now.kind === 'cut after commit' ? now : null;
      if (cut !== null && toServer && bytes.includes('commit\0')) {
        cutting = true;
        // The answer is what must not arrive.
        into.removeAllListeners('data');
        into.once('data', () => {
          now = cut.after;
          breakOff(pair);
        });
      }
      if (now.kind === 'black hole' && !cutting) return;
      if (now.kind !== 'trickle') {
        if (!into.write(bytes)) {
          from.pause();
          into.once('drain', () => from.resume());
        }
        return;
      }
      waiting.push(bytes);
      from.pause();
    });
    const timer = setInterval(() => {
      const next = waiting.shift();
      if (next === undefined) return;
      const most = now.kind === 'trickle' ? Math.max(1, (now.bytesASecond * TICK_MS) / 1000) : next.length;
      into.write(next.subarray(0, most));
      if (most < next.length) waiting.unshift(next.subarray(most));
      else from.resume();
    }, TICK_MS);
    from.on('error', () => undefined);
    from.once('close', () => {
      clearInterval(timer);
      // A black hole doesn't tell one side that the other has gone.
      if (now.kind !== 'black hole') into.destroy();
    });
  }

  const server = createServer((near) => {
    count += 1;
    if (now.kind === 'refuse') return near.resetAndDestroy();
    const far = connect(to, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    carry(pair, near, far, true);
    carry(pair, far, near, false);
    near.once('close', () => pairs.delete(pair));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    get connections() {
      return count;
    },
    weather(next) {
      now = next;
    },
    reset() {
      for (const pair of pairs) breakOff(pair);
    },
    async close() {
      for (const pair of pairs) breakOff(pair);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
