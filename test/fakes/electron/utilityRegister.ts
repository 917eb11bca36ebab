/** Given with `--import` to the child that plays a utility process: its port, and the runtime's name. */
import { EventEmitter } from 'node:events';
import { PLAYED_VERSION } from './version.ts';

class PlayedParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

const port = new PlayedParentPort();
// What comes before anyone listens waits.
port.once('newListener', () => {
  process.on('message', (data) => port.emit('message', { data, ports: [] }));
});
process.once('disconnect', () => process.exit());

Object.defineProperty(process, 'parentPort', { value: port, enumerable: true });
Object.defineProperty(process.versions, 'electron', { value: PLAYED_VERSION, enumerable: true });
