import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bundles/modes.ts';
import type { RunFolder } from './runFolder.ts';
import type { Counts } from './summary.ts';

/** Runs the tests with everything they write below one folder, showing their words and keeping a copy. */
export async function runVitest(args: readonly string[], run: RunFolder): Promise<Counts> {
  const summary = join(run.path, 'summary.json');
  const copy = createWriteStream(run.output);
  const child = spawn(process.execPath, [...vitestCommand(), ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...run.env,
      LEADLINE_SUMMARY: summary,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.pipe(to, { end: false });
    from.pipe(copy, { end: false });
  }
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  await new Promise<void>((settle) => copy.end(settle));
  return countsFrom(summary, code);
}

function vitestCommand(): string[] {
  return [
    join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    `--reporter=${join(import.meta.dirname, 'summary.ts')}`,
  ];
}

/** A runner that ended badly without a failed test, or without any test, has failed all the same. */
function countsFrom(summary: string, code: number | null): Counts {
  const counts: Counts = existsSync(summary)
    ? (JSON.parse(readFileSync(summary, 'utf8')) as Counts)
    : { passed: 0, failed: 0, skipped: 0 };
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  if (unexplained)
    console.error(`The test runner ended with code ${code} after ${counts.passed} passed tests.`);
  return unexplained ? { ...counts, failed: 1 } : counts;
}
