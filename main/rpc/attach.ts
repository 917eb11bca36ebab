import type { SupportedMessagePort } from '@orpc/client/message-port';
import { createRouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Client } from '../../shared/contract/contract.ts';
import type { Core } from './core.ts';
import { router } from './router.ts';

/** The contract in this process, with nothing between: for the command line and tests. */
export function localClient(core: Core): Client {
  return createRouterClient(router, { context: core });
}

/** The contract over a MessagePort: Electron's in the desktop, Node's in tests. */
export function attachPort(core: Core, port: SupportedMessagePort): void {
  new PortHandler(router).upgrade(port, { context: core });
}

/** The contract over a WebSocket that has already passed the gate. */
export function attachSocket(core: Core, socket: WebSocket): void {
  new SocketHandler(router).upgrade(socket, { context: core });
}
