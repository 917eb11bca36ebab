import { fileURLToPath } from 'node:url';
import type { UtilityProcess, utilityProcess } from 'electron';

/** What a process's JavaScript may keep before it is taken for broken, and what it may make between two clearings. */
export interface Room {
  readonly heapMb: number;
  readonly youngMb: number;
}

export interface UtilityEvents {
  onMessage(message: unknown): void;
  /** It ended without being asked to. */
  onEnd(why: string): void;
}

export interface Utility {
  post(message: unknown): void;
  /** Resolves when nothing of it runs any more. */
  kill(): Promise<void>;
}

export type StartUtility = (module: URL, room: Room, events: UtilityEvents) => Utility;

const NAME = 'Leadline warehouse';

/**
 * A process beside the program's, for what must be killable. Electron's own kind, because the packaged program can't be
 * started as a plain Node: that fuse is off.
 */
export function startUtility(
  fork: typeof utilityProcess.fork,
  module: URL,
  { heapMb, youngMb }: Room,
  events: UtilityEvents,
): Utility {
  const child = fork(fileURLToPath(module), [], {
    serviceName: NAME,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Not as options of Node's, of which Electron takes only those for debugging; these V8 gets.
    execArgv: [`--js-flags=--max-old-space-size=${heapMb} --max-semi-space-size=${youngMb}`],
  });
  let asked = false;
  let words = '';
  const begun = new Promise<void>((resolve) => child.once('spawn', resolve));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      resolve();
      if (!asked) events.onEnd(reason(code, words));
      asked = true;
    });
  });
  child.on('error', (_type, location, report) => {
    words = `${location} ${report}`;
  });
  child.stderr?.on('data', (text: Buffer) => {
    words ||= String(text);
  });
  child.on('message', (message: unknown) => {
    if (!asked) events.onMessage(message);
  });
  return {
    post: (message) => child.postMessage(message),
    kill: async () => {
      asked = true;
      // Before it has begun it has no number to be killed by.
      await Promise.race([begun, ended]);
      killHard(child);
      await ended;
    },
  };
}

function killHard(child: UtilityProcess): void {
  if (child.pid === undefined) return;
  try {
    // Electron's own way asks, which a process in the midst of a statement might not hear.
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has just gone by itself.
  }
  // Has Electron take leave of it, so that it doesn't stay in the system's list.
  child.kill();
}

function reason(code: number, words: string): string {
  if (/out of memory|heap limit/i.test(words)) return 'it ran out of memory';
  const lines = words.trim().split('\n');
  const said = lines.find((line) => /error/i.test(line)) ?? lines[0];
  return `it ended with code ${code}${said ? `: ${said.slice(0, 200)}` : ''}`;
}
