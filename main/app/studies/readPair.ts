import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { type Study, sideBySide } from '../../insight/screen/study.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import { readColumns, type WantedColumn } from './readColumns.ts';
import { createSeriesRows } from './seriesRows.ts';

/** Which columns of a table hold what. */
export interface PairColumns {
  readonly day: string;
  readonly signal: string;
  readonly outcome: string;
  readonly promotions?: string | undefined;
  /** What several rows of one day mean. */
  readonly duplicates: 'refuse' | 'sum';
}

/** A table with one row a day: a study of one pair. */
export async function readPair(path: string, columns: PairColumns, work: Work): Promise<Result<Study>> {
  const { day, signal, outcome, promotions, duplicates } = columns;
  const amounts = promotions === undefined ? [signal, outcome] : [signal, outcome, promotions];
  const wanted: WantedColumn[] = [
    { name: day, holds: 'days' },
    ...amounts.map((name): WantedColumn => ({ name, holds: 'amounts' })),
  ];
  const rows = createSeriesRows(amounts.length);
  const read = await readColumns(path, wanted, work, ([when = '', ...values]) => {
    const [one = '', other = '', promoted] = values;
    rows.add(when, promoted === undefined ? [one, other] : [one, other, asAmount(promoted)]);
  });
  if (!read.ok) return read;
  const study = sideBySide([rows.series(0, signal, duplicates)], [rows.series(1, outcome, duplicates)]);
  if (promotions === undefined) return ok(study);
  const { series } = rows.series(2, promotions, duplicates);
  // Without the promotions it was told of, a finding would be another one than was asked for.
  if (isRefusal(series)) return ok({ ...study, signals: [{ name: signal, series }] });
  return ok({ ...study, causes: [series] });
}

/** A promotion is on or off as often as it is a number. */
function asAmount(text: string): string {
  if (/^(yes|true|y|x|on)$/i.test(text)) return '1';
  return /^(no|false|n|off)$/i.test(text) ? '0' : text;
}
