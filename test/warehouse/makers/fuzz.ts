import { writeFileSync } from 'node:fs';
import makeRows from '../../../main/sources/files/makeRows.ts';
import { planFile } from '../../../main/sources/files/plan.ts';
import look, { type PreviewOrder } from '../../../main/sources/files/preview.ts';
import readTable from '../../../main/sources/files/tables.ts';
import { failureOf } from '../../../main/sources/files/trouble.ts';
import { type Fuzzed, mutated, mutatedInside, soundFile } from '../fuzzed.ts';
import { partsOf } from '../zipParts.ts';

export interface FuzzOrder {
  readonly format: Fuzzed;
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** What came of one mutated file. */
export interface FuzzEnd {
  readonly seed: number;
  /** A number of rows, or the code of the failure; anything else is thrown. */
  readonly came: number | string;
  readonly peakMb: number;
  readonly ms: number;
}

/** Runs confined like any file: looks at mutated files and makes all their rows in this very process. */
export default async function* fuzz({
  format,
  path,
  from,
  to,
}: FuzzOrder): AsyncGenerator<FuzzEnd, void, void> {
  const sound = soundFile(format);
  const parts = format === 'workbook' ? await partsOf(sound, path) : null;
  for (let seed = from; seed < to; seed += 1) {
    // A workbook is changed from outside and from inside, by turns.
    const bytes = parts !== null && seed % 4 > 0 ? mutatedInside(parts, seed) : mutated(sound, format, seed);
    writeFileSync(path, bytes);
    const began = performance.now();
    const came = await outcomeOf({ path, options: {} });
    yield {
      seed,
      came,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
      ms: Math.round(performance.now() - began),
    };
  }
}

async function outcomeOf(order: PreviewOrder): Promise<number | string> {
  try {
    let rows = 0;
    for await (const preview of look(order)) {
      const plan = planFile(preview);
      const { path, packing, format, fingerprint: expected } = plan;
      if (format.kind === 'excel' || format.kind === 'parquet') {
        const sheet = format.kind === 'excel' ? { sheet: format.sheet, header: format.header } : {};
        const items = readTable({ path, packing, expected, format: format.kind, ...sheet });
        for await (const item of items) if ('rows' in item) rows += item.rows.length;
      } else
        for await (const batch of makeRows({ plan, rejectedTo: null }, () => undefined)) rows += batch.length;
    }
    return rows;
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return failure.code;
  }
}
