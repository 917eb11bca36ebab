import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A script in another language that was started once, reads the series once, and times each piece of work by its own clock. */
export interface PeerProcess {
  ask(work: string): Promise<{ ms: number; checksum: number }>;
  close(): Promise<void>;
}

/** What a program says when asked for its version, or null where there is none. */
export function versionOf(command: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}`.trim() : null;
}

export function startPeer(
  command: string,
  script: string,
  series: readonly Float64Array[],
  days: number,
): PeerProcess {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-bench-peer-'));
  const file = join(folder, 'series.bin');
  writeFileSync(file, Buffer.concat(series.map((one) => Buffer.from(one.buffer))));
  const path = join(import.meta.dirname, script);
  const child = spawn(command, [path, file, String(days)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(work) {
      child.stdin.write(`${work}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ended without an answer to “${work}”.`);
      const [ms = Number.NaN, checksum = Number.NaN] = String(value).split(' ').map(Number);
      return { ms, checksum };
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
