import { Worker } from 'node:worker_threads';

/**
 * Ends this process the moment the one that started it is gone, even while SQLite is busy: a thread of its own listens at
 * the pipe that the parent holds open and never writes to. Without it a killed app would leave a writer that still
 * holds the lock. As text, because it must start without a loader and travel inside any bundle.
 */
const WATCH = `
const { Socket } = require('node:net');
const parent = new Socket({ fd: 0, readable: true, writable: false });
const end = () => process.kill(process.pid, 'SIGKILL');
parent.on('end', end).on('error', end).on('close', end).resume();
`;

export function endWithParent(): void {
  new Worker(WATCH, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}
