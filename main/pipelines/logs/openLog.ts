import type { Clock } from '../clock.ts';
import { type LogFolder, openLogFolder } from './logFolder.ts';
import { cutLine, harmless } from './logLines.ts';
import { createPending, type Said } from './pendingLines.ts';
import type { LogPlace, OpenLog } from './stepLogs.ts';

const FLUSH_MS = 250;
/** As much is written at once, and not only when the time has come. */
const SOON = 1_000_000;

export interface LogTools {
  readonly folder: string;
  readonly clock: Clock;
  /** Strikes out secrets. */
  readonly redact: (text: string) => string;
}

export interface WatchedLog extends OpenLog {
  total(): number;
  /** Resolves at the next change, when it is closed, or when the signal fires. */
  grown(signal: AbortSignal): Promise<void>;
}

export function createOpenLog(tools: LogTools, place: LogPlace, closed: () => void): WatchedLog {
  const { clock } = tools;
  const pending = createPending();
  const closing = new AbortController();
  const listeners = new Set<() => void>();
  let folder: LogFolder | null = null;
  let flushing: Promise<void> | null = null;
  let waiting = false;
  let refused = 0;
  let why: unknown = null;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const stamped = (text: string) => `${new Date(clock.now()).toISOString()} ${text}\n`;

  /** What is missing is told with the next line that can be kept: a disk that stays full isn't filled with words about it. */
  async function keep(into: LogFolder, lines: readonly string[]): Promise<void> {
    const told = refused > 0 ? [stamped(refusal(refused, why))] : [];
    const kept = await into.append([...told, ...lines]);
    const unwritten = told.length + lines.length - kept.lines;
    refused = kept.lines < told.length ? refused + lines.length : unwritten;
    if (kept.why !== null) why = kept.why;
  }

  async function write(): Promise<void> {
    const { first, dropped, last } = pending.take();
    if (first.length === 0) return;
    folder ??= await openLogFolder(tools.folder, place);
    await keep(folder, linesOf(first, tools.redact));
    if (dropped > 0) folder.skip(dropped);
    if (last.length > 0) await keep(folder, linesOf(last, tools.redact));
    tell();
  }

  /** One at a time: lines stay in their order. */
  async function flush(): Promise<void> {
    while (flushing !== null) await flushing;
    flushing = write()
      .catch((error: unknown) => {
        refused += 1;
        why = error;
      })
      .finally(() => {
        flushing = null;
      });
    await flushing;
  }

  async function later(): Promise<void> {
    await clock.wait(FLUSH_MS, closing.signal);
    waiting = false;
    if (!closing.signal.aborted) await flush();
  }

  return {
    total: () => folder?.total() ?? 0,
    grown: (signal) =>
      new Promise((resolve) => {
        const done = () => {
          listeners.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        if (signal.aborted || closing.signal.aborted) return done();
        listeners.add(done);
        signal.addEventListener('abort', done, { once: true });
      }),
    say(text) {
      if (closing.signal.aborted) return;
      pending.add(clock.now(), text.replace(/\r?\n$/, ''));
      if (pending.size > SOON && flushing === null) void flush();
      if (waiting) return;
      waiting = true;
      void later();
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await flush();
      if (folder !== null && refused > 0) {
        const line = stamped(refusal(refused, why));
        const told = await folder.append([line]);
        if (told.lines === 0) await folder.replaceLast(line);
      }
      await folder?.end();
      closed();
      tell();
    },
  };
}

/** Redacted as it was said, and again where a control character may have kept a secret apart. */
function linesOf(said: readonly Said[], redact: (text: string) => string): string[] {
  return said.flatMap(({ at, text }) => {
    const redacted = redact(text);
    const plain = harmless(redacted);
    const safe = plain === redacted ? plain : redact(plain);
    const moment = new Date(at).toISOString();
    return safe.split('\n').map((line) => `${moment} ${cutLine(line)}\n`);
  });
}

export function refusal(lines: number, why: unknown): string {
  const code = why instanceof Error && 'code' in why ? String(why.code) : '';
  const reason =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'the disk is full'
      : `its folder can't be written to${code === '' ? '' : ` (${code})`}`;
  return `${lines.toLocaleString('en')} ${lines === 1 ? 'line is' : 'lines are'} missing here: ${reason}.`;
}
