import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const CURRENT = 'leadline.jsonl';
const ROTATED = /^leadline\.(\d{6,})-\d+\.jsonl$/;

export interface RotatingFile {
  append(text: string): Promise<void>;
  /** Oldest first; empty when the folder can't be read. */
  files(): Promise<string[]>;
}

/**
 * `leadline.jsonl` is the newest; full ones become `leadline.000001-<pid>.jsonl` and count upwards, so names sort by
 * age and rotating is one rename. The process number keeps two processes in one folder from replacing each other's.
 */
export function rotatingFile(folder: string, limits: { maxBytes: number; keep: number }): RotatingFile {
  const current = join(folder, CURRENT);

  async function rotated(): Promise<string[]> {
    const names = await readdir(folder);
    return names.filter((name) => ROTATED.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
  }

  async function rotate(): Promise<void> {
    const full = await rotated();
    const next = String(numberOf(full.at(-1)) + 1).padStart(6, '0');
    await rename(current, join(folder, `leadline.${next}-${process.pid}.jsonl`));
    const tooMany = full.slice(0, Math.max(0, full.length + 2 - limits.keep));
    await Promise.all(tooMany.map((name) => rm(join(folder, name), { force: true })));
  }

  return {
    async append(text) {
      // The last level only: a workspace folder that was removed must not come back as a ghost.
      await mkdir(folder).catch(() => undefined);
      const size = await stat(current).then(
        (found) => found.size,
        () => 0,
      );
      if (size > 0 && size + Buffer.byteLength(text) > limits.maxBytes) await rotate();
      await appendFile(current, text, { mode: 0o600 });
    },
    async files() {
      const full = await rotated().catch(() => []);
      const present = await stat(current).then(
        // A device or pipe under this name would be read without end.
        (found) => (found.isFile() ? [CURRENT] : []),
        () => [],
      );
      return [...full, ...present].map((name) => join(folder, name));
    },
  };
}

function numberOf(name: string | undefined): number {
  return Number(ROTATED.exec(name ?? '')?.[1] ?? 0);
}
