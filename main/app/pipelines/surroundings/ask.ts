import { execFile } from 'node:child_process';

const PATIENCE_MS = 4_000;
const MOST_BYTES = 64 * 1024;

/** What a program of the system says; null where there is none, it fails, or takes long. */
export type Ask = (program: string, args: readonly string[], signal: AbortSignal) => Promise<string | null>;

export const askSystem: Ask = (program, args, signal) =>
  new Promise((settle) => {
    try {
      const options = { timeout: PATIENCE_MS, maxBuffer: MOST_BYTES, windowsHide: true, signal };
      const child = execFile(program, [...args], options, (error, said) =>
        settle(error === null ? said : null),
      );
      child.on('error', () => settle(null));
    } catch {
      settle(null);
    }
  });
