import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { openFile } from '../../main/sources/files/bytes/openFile.ts';
import { plainPieces } from '../../main/sources/files/bytes/pieces.ts';
import { createDecoder } from '../../main/sources/files/csv/decoder.ts';
import { CsvParser } from '../../main/sources/files/csv/parser.ts';
import { previewFile } from '../../main/sources/files/files.ts';
import makeRows from '../../main/sources/files/makeRows.ts';
import { type FilePlan, planFile } from '../../main/sources/files/plan.ts';
import { PURCHASES_ROWS, writePurchases } from '../warehouse/purchasesFile.ts';
import type { Benchmark, Side } from './benchmark.ts';

const parsing: Benchmark = {
  name: 'CSV, 1.85 M × 8, parsing alone',
  unit: 's',
  repeats: 3,
  aim: { ratio: 0.25 },
  async open() {
    const { path, remove } = purchases();
    return {
      ours: { label: 'own parser', run: async () => counted(ownRows(path)) },
      peer: csvParse(path),
      close: async () => remove(),
    };
  },
};

/** As fast as the fastest writer takes them: 0.8 million rows a second where csv-parse splits 0.3 million into text. */
const making: Benchmark = {
  name: 'CSV, 1.85 M × 8, rows made for the writer',
  unit: 's',
  repeats: 3,
  aim: { ratio: 0.4 },
  async open() {
    const { path, remove } = purchases();
    const preview = await previewFile(path);
    if (!preview.ok) throw new Error(preview.failure.message);
    const plan = planFile(preview.value);
    return {
      ours: {
        label: 'days, amounts and numbers read from text',
        run: async () => counted(await madeRows(plan)),
      },
      peer: csvParse(path),
      close: async () => remove(),
    };
  },
};

function purchases(): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-bench-csv-'));
  const path = join(folder, 'purchases.csv');
  writePurchases(path, PURCHASES_ROWS);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A parser that loses rows is fast for nothing. No figure: the time is what counts. */
function counted(rows: number): undefined {
  if (rows !== PURCHASES_ROWS) throw new Error(`${rows} rows came of ${PURCHASES_ROWS}.`);
}

function csvParse(path: string): Side & { version: string } {
  return {
    label: 'csv-parse',
    version: versionOf('csv-parse'),
    run: async () => counted(await peerRows(path)),
  };
}

function ownRows(path: string): number {
  const file = openFile(path);
  const parser = new CsvParser({ delimiter: ',', quote: '"', width: 0, ragged: 'reject' });
  const decoder = createDecoder('utf-8');
  let rows = -1;
  const take = () => {
    rows += parser.rows.length;
    parser.rows = [];
    parser.lines = [];
  };
  for (const { bytes } of plainPieces(file)) {
    parser.push(decoder.write(bytes), false);
    take();
  }
  parser.push(decoder.end(), true);
  take();
  file.close();
  return rows;
}

/** Without an iterator, which would cost it another tenth. */
function peerRows(path: string): Promise<number> {
  const parser = parse();
  let rows = -1;
  parser.on('readable', () => {
    while (parser.read() !== null) rows += 1;
  });
  createReadStream(path, { highWaterMark: 1024 ** 2 }).pipe(parser);
  return new Promise((settle, reject) => {
    parser.on('end', () => settle(rows));
    parser.on('error', reject);
  });
}

async function madeRows(plan: FilePlan): Promise<number> {
  let rows = 0;
  const batches = makeRows({ plan, rejectedTo: null }, () => undefined);
  for await (const batch of batches) rows += batch.length;
  return rows;
}

function versionOf(name: string): string {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

export const benchmarks: readonly Benchmark[] = [parsing, making];
