import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Lane, type LaneEvents, type LaneSettings, YOUNG_MB } from './lane.ts';

/** What is kept of a dying process's last words: V8 writes pages of stack when it runs out of memory. */
const LAST_WORDS = 2_000;

export function startProcessLane(module: URL, settings: LaneSettings, events: LaneEvents): Lane {
  const child = fork(fileURLToPath(module), {
    // Structured clone: rows hold bigints and bytes.
    serialization: 'advanced',
    // It never reads its stdin, which only ends when this process does, however it does: see orphanWatch.
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${settings.heapMb}`, `--max-semi-space-size=${YOUNG_MB}`],
  });
  let words = '';
  let asked = false;
  const ended = new Promise<void>((resolve) => {
    const end = (why: string) => {
      resolve();
      if (!asked) events.onEnd(why);
      asked = true;
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(reason(code, signal, words)));
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (words.length < LAST_WORDS) words += text.slice(0, LAST_WORDS);
  });
  child.stdin?.on('error', ignoreBrokenPipe);
  child.on('message', (message) => {
    if (!asked) events.onMessage(message);
  });
  return {
    // A message to a process that has just died fails; its end is told by the exit.
    post: (message) => void (child.connected && child.send(message as object, ignoreBrokenPipe)),
    kill: async () => {
      asked = true;
      killHard(child);
      await ended;
    },
  };
}

function ignoreBrokenPipe(): void {}

function killHard(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}

function reason(code: number | null, signal: string | null, words: string): string {
  if (/heap out of memory|heap limit/i.test(words)) return 'it ran out of memory';
  if (signal !== null) return `it was stopped by ${signal}`;
  const lines = words.trim().split('\n');
  return `it ended with code ${code}${lines[0] ? `: ${lines.find((line) => /error/i.test(line)) ?? lines[0]}` : ''}`;
}
