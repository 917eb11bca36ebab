import type { CDPSession } from 'playwright-core';
import { type FarEnd, PlayedPort } from './messagePort.ts';
import { type FromPage, pack, unpack } from './wire.ts';

/** How much went over one port, so that a test can see silence. */
export interface Traffic {
  toPage: number;
  fromPage: number;
  open: boolean;
}

/** The page's top frame during the life of one document. */
export class PlayedFrame {
  readonly parent = null;
  readonly origin: string;
  readonly url: string;
  readonly traffic: Traffic[] = [];
  readonly #cdp: CDPSession;
  readonly #world: number;
  readonly #ports: FarEnd[] = [];

  constructor(origin: string, cdp: CDPSession, world: number) {
    this.origin = origin;
    this.url = `${origin}/`;
    this.#cdp = cdp;
    this.#world = world;
  }

  postMessage(channel: string, message: unknown, transfer: PlayedPort[] = []): void {
    this.receive(channel, [message], transfer);
  }

  receive(channel: string, args: unknown[], transfer: PlayedPort[]): void {
    const ids = transfer.map((port) => this.#takeOver(port));
    this.#call('receive', channel, args, ids);
  }

  hear(message: Extract<FromPage, { port: number }>): void {
    const traffic = this.traffic[message.port];
    const near = this.#ports[message.port];
    if (!traffic || !near) return;
    if (message.kind === 'closed') {
      traffic.open = false;
      near.disconnect();
      return;
    }
    traffic.fromPage += 1;
    near.deliver(unpack(message.data));
  }

  /** The document is gone, and every port with it. */
  leave(): void {
    for (const [id, near] of this.#ports.entries()) {
      const traffic = this.traffic[id];
      if (traffic) traffic.open = false;
      near.disconnect();
    }
  }

  /** The port moves into the page; what stays here is its other half, tied to the page by number. */
  #takeOver(port: PlayedPort): number {
    const near = port.farEnd;
    if (!(near instanceof PlayedPort)) throw new Error('That port was already given away.');
    const id = this.#ports.push(near) - 1;
    const traffic: Traffic = { toPage: 0, fromPage: 0, open: true };
    this.traffic.push(traffic);
    near.farEnd = {
      deliver: (data) => {
        traffic.toPage += 1;
        this.#call('deliver', id, pack(data));
      },
      disconnect: () => {
        traffic.open = false;
        this.#call('disconnect', id);
      },
    };
    return id;
  }

  #call(method: string, ...args: unknown[]): void {
    const expression = `__standIn.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
    // A document may end while a message is on its way to it; Electron drops such a message as well.
    this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => undefined);
  }
}
