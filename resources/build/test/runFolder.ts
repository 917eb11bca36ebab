import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where one test run keeps all it writes. Names are short: a socket's path may have 100 letters, no more. */
export interface RunFolder {
  readonly path: string;
  readonly temporary: string;
  /** What tests put aside for the sweep before they clean up after themselves. */
  readonly kept: string;
  readonly output: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/**
 * Open to other accounts, as a system's temporary folder is: PostgreSQL refuses to run as root, so as root the tests
 * start it under another name, and it must reach its data in here.
 */
export function openRunFolder(): RunFolder {
  const path = mkdtempSync(join(tmpdir(), 'll-'));
  chmodSync(path, 0o755);
  const temporary = join(path, 't');
  const kept = join(path, 'kept');
  mkdirSync(temporary);
  chmodSync(temporary, 0o1777);
  mkdirSync(kept, { mode: 0o700 });
  return {
    path,
    temporary,
    kept,
    output: join(path, 'output.log'),
    env: {
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      LEADLINE_HOME: join(path, 'home'),
      LEADLINE_SWEEP: kept,
    },
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
