import type { Column, Value } from '../../../shared/domain/column.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Rejected } from '../loads.ts';
import type { WriteSession } from '../store.ts';
import { decimalText } from './exactNumbers.ts';
import { quoted } from './fitColumns.ts';
import { recordText } from './jsonText.ts';
import type { Quarantine } from './quarantine.ts';

export interface Fault {
  /** SQL that is true for a row at fault. */
  readonly condition: string;
  readonly reason: string;
}

/** Spelling out so many takes a few milliseconds of the main thread. */
const VALUES_A_PAGE = 10_000;

/** Moves rows at fault from a table of this load to the quarantine, each with the first reason that holds. */
export async function setAside(
  session: WriteSession,
  quarantine: Quarantine,
  table: string,
  columns: readonly Column[],
  faults: readonly Fault[],
): Promise<Result<void>> {
  if (faults.length === 0) return ok(undefined);
  const which = faults.map(({ condition }, index) => `when ${condition} then ${index}`).join(' ');
  const atFault = faults.map(({ condition }) => condition).join(' or ');
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const rowsAPage = Math.max(1, Math.floor(VALUES_A_PAGE / (columns.length + 2)));
  for (let after = 0n; ; ) {
    const read = await session.query(
      `select "_row", case ${which} end, ${names} from ${table}
        where "_row" > ? and (${atFault}) order by "_row" limit ${rowsAPage}`,
      [after],
    );
    if (!read.ok) return read;
    const { rows } = read.value;
    const last = rows.at(-1)?.[0];
    if (typeof last !== 'bigint') break;
    after = last;
    const put = await quarantine.put(rows.map((row) => rejectedFrom(row, columns, faults)));
    if (!put.ok) return put;
  }
  const removed = await session.execute(`delete from ${table} where ${atFault}`);
  return removed.ok ? ok(undefined) : removed;
}

function rejectedFrom(row: readonly Value[], columns: readonly Column[], faults: readonly Fault[]): Rejected {
  const [ordinal, fault, ...values] = row;
  const shown = columns.map(({ name, type }, index) => {
    const value = values[index] ?? null;
    return [
      name,
      type.kind === 'decimal' && typeof value === 'bigint' ? decimalText(value, type.scale) : value,
    ];
  });
  return {
    ordinal: Number(ordinal),
    reason: faults[Number(fault)]?.reason ?? 'does not fit',
    record: recordText(Object.fromEntries(shown)),
  };
}
