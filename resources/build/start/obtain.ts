import { fetchRuntime, findRuntime } from './runtime.ts';

export type Obtained =
  | { readonly kind: 'runtime'; readonly program: string }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'stopped' };

/** A real line is slow but never silent for this long; a blocked one is silent for ever. */
const STILL_FOR = 8_000;

/** The runtime that is there, or the one that can be fetched now, with one line of progress while it comes. */
export async function obtainRuntime(
  electron: string,
  env: NodeJS.ProcessEnv,
  terminal: { isTTY?: boolean; write(text: string): unknown },
): Promise<Obtained> {
  const place = { electron, env };
  const there = findRuntime(place);
  if (there !== null) return { kind: 'runtime', program: there };

  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  terminal.write(terminal.isTTY ? line(0) : `${line(0)}\n`);
  try {
    const fetched = await fetchRuntime(place, {
      stillFor: STILL_FOR,
      onBytes: (bytes) => terminal.isTTY && terminal.write(`\r${line(bytes)}`),
      signal: stopping.signal,
    });
    if (stopping.signal.aborted) return { kind: 'stopped' };
    return fetched.ok ? { kind: 'runtime', program: fetched.program } : { kind: 'none', why: fetched.why };
  } finally {
    if (terminal.isTTY) terminal.write('\n');
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function line(bytes: number): string {
  return `Fetching the Electron runtime … ${(bytes / 1_000_000).toFixed(1)} MB`;
}
