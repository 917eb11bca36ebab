import { connect } from 'node:net';
import type { HostPort } from '../../../pipelines/surroundings.ts';

const PATIENCE_MS = 8_000;

/**
 * Whether one of these can be looked up and connected to. One is enough: of several, some may be addresses that are asked only
 * once in a while, and where none answers nothing of it could work.
 */
export async function canReach(
  hosts: readonly HostPort[],
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<boolean> {
  if (hosts.length === 0) return true;
  if (signal.aborted) return false;
  const over = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const found = new AbortController();
  const looked = hosts.map(async (host) => {
    if (!(await connects(host, AbortSignal.any([over, found.signal])))) throw new Error('unreachable');
  });
  try {
    await Promise.any(looked);
    return true;
  } catch {
    return false;
  } finally {
    found.abort();
  }
}

/** Straight there: a proxy that answers says nothing of what lies behind it. */
function connects({ host, port }: HostPort, signal: AbortSignal): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect({ host, port, noDelay: true });
    const end = (answer: boolean) => {
      signal.removeEventListener('abort', leave);
      socket.destroy();
      settle(answer);
    };
    const leave = () => end(false);
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    socket.once('connect', () => end(true));
    socket.on('error', leave);
  });
}
