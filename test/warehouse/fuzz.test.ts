import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runIsolated } from '../../main/sources/files/isolated/isolate.ts';
import { failureOf } from '../../main/sources/files/trouble.ts';
import { FUZZED, type Fuzzed } from './fuzzed.ts';
import type { FuzzEnd } from './makers/fuzz.ts';

/** F14. Seeds are fixed, so that what fails here fails again: `FUZZ_SEEDS=20000 npx vitest run test/warehouse/fuzz` goes further. */
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 200);
const HEAP_MB = 256;
/** The heap, what lies outside it, and the program itself. */
const PEAK_MB = 640;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-fuzz-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Tally {
  readonly ends: FuzzEnd[];
  /** Seeds whose process was ended for its memory or its silence: contained, and told as a failure. */
  readonly contained: number[];
}

async function fuzz(format: Fuzzed): Promise<Tally> {
  const tally: Tally = { ends: [], contained: [] };
  const path = join(folder, 'file');
  for (let from = 1; from <= SEEDS; ) {
    const order = {
      module: new URL('./makers/fuzz.ts', import.meta.url).href,
      input: { format, path, from, to: SEEDS + 1 },
    };
    try {
      for await (const end of runIsolated(order, { file: path, heapMb: HEAP_MB, silentMs: 3_000 })) {
        tally.ends.push(end as FuzzEnd);
        from = (end as FuzzEnd).seed + 1;
      }
      break;
    } catch (error) {
      // A defect is thrown on, with the seed it came of.
      if (failureOf(error) === null) throw new Error(`${format}, seed ${from}: ${error}`);
      tally.contained.push(from);
      from += 1;
    }
  }
  return tally;
}

for (const format of FUZZED)
  it(`makes rows or a failure of ${SEEDS} mutations of ${format}, in bounded memory`, {
    timeout: 120_000,
  }, async () => {
    const { ends, contained } = await fuzz(format);
    expect(ends.length + contained.length).toBe(SEEDS);
    expect(ends.filter(({ came }) => typeof came === 'string' && came !== 'FILE_UNREADABLE')).toEqual([]);
    expect(Math.max(...ends.map(({ peakMb }) => peakMb))).toBeLessThan(PEAK_MB);
    // Libraries that are not ours may run away now and then: then they are ended. Our own readers never do.
    expect(contained.length).toBeLessThanOrEqual(
      format.endsWith('workbook') || format === 'parquet' ? SEEDS / 20 : 0,
    );
    const read = ends.filter(({ came }) => typeof came === 'number').length;
    expect(read).toBeGreaterThan(0);
    // Nearly any text is a table of some kind; every other format can be broken beyond reading.
    if (format !== 'csv') expect(ends.length).toBeGreaterThan(read);
  });
