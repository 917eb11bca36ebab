import { EventEmitter } from 'node:events';
import type { Fields, Logger } from '../log/log.ts';

/** A log that a test can read. */
export function recordingLog(): Logger & {
  readonly said: { message: string; fields: Fields | undefined }[];
} {
  const said: { message: string; fields: Fields | undefined }[] = [];
  const say = (message: string, fields?: Fields): void => void said.push({ message, fields });
  const log = {
    said,
    debug: say,
    info: say,
    warn: say,
    error(message: string, fields?: Fields) {
      say(message, fields);
      return 'ref-1';
    },
    scope: () => log,
  };
  return log;
}

/** What Electron passes to a listener that may say no. */
export class RefusableEvent {
  refused = false;
  readonly url: string;

  constructor(url = '') {
    this.url = url;
  }

  preventDefault(): void {
    this.refused = true;
  }
}

/** An emitter in the shape a shell function asks for; Electron's own classes exist only inside Electron. */
export function emitter<Shape, Extra extends object>(extra: Extra): Shape & EventEmitter & Extra {
  return Object.assign(new EventEmitter(), extra) as unknown as Shape & EventEmitter & Extra;
}
