import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';

/** Whoever is at the other end: a port of this process or one in a page. */
export interface FarEnd {
  deliver(data: unknown): void;
  disconnect(): void;
}

/** Queues until started, like Electron's. */
export class PlayedPort
  extends EventEmitter
  implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  farEnd: FarEnd | null = null;
  #waiting: unknown[] | null = [];
  #open = true;

  postMessage(data: unknown): void {
    this.farEnd?.deliver(data);
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.#emitMessage(data);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.farEnd?.disconnect();
    this.farEnd = null;
  }

  deliver(data: unknown): void {
    if (!this.#open) return;
    if (this.#waiting) this.#waiting.push(data);
    else this.#emitMessage(data);
  }

  disconnect(): void {
    if (!this.#open) return;
    this.#open = false;
    this.farEnd = null;
    this.emit('close');
  }

  #emitMessage(data: unknown): void {
    this.emit('message', { data, ports: [] });
  }
}

export class PlayedChannel {
  readonly port1 = new PlayedPort();
  readonly port2 = new PlayedPort();

  constructor() {
    this.port1.farEnd = this.port2;
    this.port2.farEnd = this.port1;
  }
}
