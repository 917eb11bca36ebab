import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { version } from 'xlsx';
import type { Benchmark } from './benchmark.ts';

const SCRIPT = join(import.meta.dirname, 'makers', 'writeSheet.ts');
const ROWS = 1_000_000;
const SMOKE_ROWS = 5_000;

interface Took {
  readonly cpuSeconds: number;
  /** In kB. */
  readonly peak: number;
  readonly bytes: number;
}

/** Another process for each, since neither memory nor what a compiler has warmed up may be shared. */
async function written(writer: 'ours' | 'sheetjs', folder: string, smoke: boolean): Promise<Took> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    // What SheetJS makes of so many rows is more than the default allows.
    ...(writer === 'sheetjs' ? ['--max-old-space-size=8000'] : []),
    SCRIPT,
    writer,
    join(folder, `${writer}.xlsx`),
    String(smoke ? SMOKE_ROWS : ROWS),
  ]);
  const took = JSON.parse(stdout) as Took;
  if (took.bytes < 100_000) throw new Error(`A workbook of ${took.bytes} bytes holds no such rows.`);
  return took;
}

function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-bench-workbook-'));
  return { folder, close: async () => rmSync(folder, { recursive: true, force: true }) };
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'audit workbook, 1 M × 10, processor time',
    unit: 's',
    repeats: 1,
    aim: { ratio: 0.5 },
    async open(smoke) {
      const { folder, close } = temporary();
      const took = async (writer: 'ours' | 'sheetjs') => (await written(writer, folder, smoke)).cpuSeconds;
      return {
        ours: { label: 'own writer', run: () => took('ours') },
        peer: { label: 'SheetJS, same sheet', version, run: () => took('sheetjs') },
        close,
      };
    },
  },
  {
    name: 'audit workbook, 1 M × 10, peak memory',
    unit: 'kB',
    repeats: 1,
    aim: { absolute: 300 * 1024 },
    async open(smoke) {
      const { folder, close } = temporary();
      return {
        ours: { label: 'own writer', run: async () => (await written('ours', folder, smoke)).peak },
        close,
      };
    },
  },
];
