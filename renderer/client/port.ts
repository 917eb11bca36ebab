import type { ClientContext } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Dial } from './line.ts';

const ANSWER_WITHIN = 5_000;

/** Asks the preload script for a port. The request goes to this very window, which the preload listens to. */
export function dialPort(page: Window): Dial {
  return async (signal) => {
    const port = await askForPort(page, signal);
    if (port === null) return 'unreachable';
    // Chromium 153 fires no close on a window's port; that is no loss, since a core that ends takes its window with it.
    const ended = new Promise<void>((end) => port.addEventListener('close', () => end()));
    const link = new RPCLink<ClientContext>({ port });
    port.start();
    return { line: { link, ended, hangUp: () => port.close() } };
  };
}

function askForPort(page: Window, signal: AbortSignal): Promise<MessagePort | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), ANSWER_WITHIN);
    function finish(port: MessagePort | null): void {
      clearTimeout(timer);
      page.removeEventListener('message', heard);
      resolve(port);
    }
    function heard(event: MessageEvent): void {
      const [port] = event.ports;
      if (event.source === page && isPortMessage(event.data) && port !== undefined) finish(port);
    }
    page.addEventListener('message', heard);
    signal.addEventListener('abort', () => finish(null), { once: true });
    page.postMessage({ leadline: 'connect' }, '*');
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'leadline' in data && data.leadline === 'port';
}
