import { type Connection, createConnection } from './connection.ts';
import type { Dial } from './line.ts';
import { dialPort } from './port.ts';
import { addressOf, dialSocket } from './socket.ts';

const PATIENCE = 10_000;

/** The desktop window hands its page a port; every other page talks over a socket to where it came from. */
export function pickDial(page: Window): Dial {
  const desktop = /\bElectron\//.test(page.navigator.userAgent);
  return desktop ? dialPort(page) : dialSocket(addressOf(page.location));
}

/** The page's connection to the core. A page that is looked at again, or back on a network, tries at once. */
export function connectPage(page: Window): Connection {
  const connection = createConnection({ dial: pickDial(page), random: Math.random, patience: PATIENCE });
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'visible') connection.wake();
  });
  page.addEventListener('online', () => connection.wake());
  page.addEventListener('focus', () => connection.wake());
  return connection;
}
