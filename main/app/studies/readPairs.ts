import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { type Study, type StudySeries, sideBySide } from '../../insight/screen/study.ts';
import { readColumns, type WantedColumn } from './readColumns.ts';
import { createSeriesRows, type SeriesRows } from './seriesRows.ts';
import { sharedSeries } from './sharedStudy.ts';

export interface Pairs {
  /** In the order in which they first appear. */
  readonly names: readonly string[];
  readonly study: Study;
}

const COLUMNS: readonly WantedColumn[] = [
  { name: 'pair', holds: 'names' },
  { name: 'day', holds: 'days' },
  { name: 'signal', holds: 'amounts' },
  { name: 'outcome', holds: 'amounts' },
];

/** A table with a row for each day of each pair, in any order. Pairs that can't be read are refused one by one. */
export async function readPairs(
  path: string,
  duplicates: 'refuse' | 'sum',
  work: Work,
): Promise<Result<Pairs>> {
  const pairs = new Map<string, SeriesRows>();
  const read = await readColumns(path, COLUMNS, work, ([pair = '', day = '', ...values]) => {
    let rows = pairs.get(pair);
    if (rows === undefined) {
      rows = createSeriesRows(2);
      // A cell is a slice of a piece of the file, which it would keep in memory.
      pairs.set(Buffer.from(pair).toString(), rows);
    }
    rows.add(day, values);
  });
  if (!read.ok) return read;
  if (pairs.size === 0)
    return fail('BAD_INPUT', {
      message: `${path} has headings and no rows.`,
      next: 'Check that the program that wrote it has finished.',
      subject: path,
    });
  const signals: StudySeries[] = [];
  const outcomes: StudySeries[] = [];
  const names = [...pairs.keys()];
  for (const name of names) {
    const rows = pairs.get(name) as SeriesRows;
    signals.push(sharedSeries(rows.series(0, `signal of ${name}`, duplicates)));
    outcomes.push(sharedSeries(rows.series(1, `outcome of ${name}`, duplicates)));
    pairs.delete(name);
  }
  return ok({ names, study: sideBySide(signals, outcomes) });
}
