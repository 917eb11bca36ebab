import { parentPort } from 'node:worker_threads';
import { endWithParent } from './orphanWatch.ts';

/** What started this worker, in one of three ways, and gives it work by messages. */
export interface Parent {
  /** Whether this worker is a process of its own. */
  readonly alone: boolean;
  say(message: unknown): void;
  listen(hear: (message: unknown) => void): void;
}

/** What Electron gives a utility process; its own declarations would make this part of the program need Electron. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', hear: (event: { readonly data: unknown }) => void): unknown;
}

export function findParent(): Parent {
  if (parentPort !== null) return threadParent(parentPort);
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  return utility ? utilityParent(utility) : processParent();
}

function threadParent(port: NonNullable<typeof parentPort>): Parent {
  return {
    alone: false,
    say: (message) => port.postMessage(message),
    listen: (hear) => void port.on('message', hear),
  };
}

/** Chromium itself ends it, from a thread that never waits, when the program that started it is gone. */
function utilityParent(port: UtilityPort): Parent {
  return {
    alone: true,
    say: (message) => port.postMessage(message),
    listen: (hear) => void port.on('message', ({ data }) => hear(data)),
  };
}

/** What a terminal or a service manager sends to the whole group of processes that a program is. */
const FOR_EVERYBODY = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function processParent(): Parent {
  endWithParent();
  // Ctrl-C is for the program, which still has things to write before it ends; this ends when the program does.
  for (const signal of FOR_EVERYBODY) process.on(signal, () => undefined);
  process.once('disconnect', () => process.exit());
  return {
    alone: true,
    say: (message) => void process.send?.(message),
    listen: (hear) => void process.on('message', hear),
  };
}
