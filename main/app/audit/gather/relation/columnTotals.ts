import type { Column } from '../../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Measure } from '../../../../audit/packages/material/common.ts';
import { serialOfDay } from '../../../../audit/workbook/serial.ts';
import type { Store } from '../../../../warehouse/store.ts';

/** What the database makes of the columns of a relation, as Excel will see them: amounts in units of money, days as their numbers. */
export interface ColumnTotals {
  readonly rows: number;
  /** Null where the column isn't one of figures. */
  of(column: string): Totals | null;
}

export interface Totals {
  readonly known: number;
  readonly sum: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

/** How figures of a column are put to the database. */
const ASKED = ['count', 'sum', 'min', 'max'] as const;

export async function columnTotals(
  store: Store,
  relation: RelationName,
  columns: readonly Column[],
  signal: AbortSignal,
  where: { readonly sql: string; readonly values: readonly string[] } | null = null,
): Promise<Result<ColumnTotals>> {
  const measured = columns.filter(
    ({ type }) => isFigure(type.kind) || type.kind === 'boolean' || type.kind === 'day',
  );
  const fields = measured.flatMap(({ name, type }) => {
    const own = `"${name}"`;
    if (type.kind === 'day')
      return [`count(${own})`, 'null', `min(cast(${own} as text))`, `max(cast(${own} as text))`];
    const figure = type.kind === 'boolean' ? `case when ${own} then 1 else 0 end` : own;
    return ASKED.map((one) => `cast(${one}(${one === 'count' ? own : figure}) as double precision)`);
  });
  const from = `${store.quote(relation)}${where === null ? '' : ` where ${where.sql}`}`;
  const read = await store.query(
    `select ${['count(*)', ...fields].join(', ')} from ${from}`,
    where?.values ?? [],
    { signal, priority: 'background' },
  );
  if (!read.ok) return read;
  const [row = []] = read.value.rows;
  const totals = new Map<string, Totals>();
  for (const [at, { name, type }] of measured.entries()) {
    const [known, sum, least, most] = row.slice(1 + 4 * at, 5 + 4 * at);
    const figure = (value: unknown) =>
      value === null || value === undefined
        ? null
        : type.kind === 'day'
          ? serialOfDay(String(value).slice(0, 10))
          : Number(value);
    const unit = type.kind === 'decimal' ? await unitOf(store, relation, name, type.scale, signal) : ok(1);
    if (!unit.ok) return unit;
    const scaled = (value: unknown) => {
      const made = figure(value);
      return made === null ? null : made / unit.value;
    };
    totals.set(name, { known: Number(known), sum: scaled(sum), least: scaled(least), most: scaled(most) });
  }
  return ok({ rows: Number(row[0]), of: (column) => totals.get(column) ?? null });
}

export function isFigure(kind: Column['type']['kind']): boolean {
  return kind === 'integer' || kind === 'number' || kind === 'decimal';
}

/** Whether the database counts an amount in minor units or in whole ones hangs on how the column was made: one row of it tells. */
async function unitOf(
  store: Store,
  relation: RelationName,
  name: string,
  scale: number,
  signal: AbortSignal,
): Promise<Result<number>> {
  const read = await store.query(
    `select "${name}", cast("${name}" as double precision) from ${store.quote(relation)} where "${name}" <> 0 limit 1`,
    [],
    { signal },
  );
  if (!read.ok) return read;
  const [told, held] = read.value.rows[0] ?? [];
  if (told == null || held == null) return ok(1);
  const isMinor = Math.abs(Number(held) - Number(told)) < 1e-9 * Math.abs(Number(told));
  return ok(isMinor ? 10 ** scale : 1);
}

/** The stored side of a measure of one column. */
export function storedOf(totals: ColumnTotals, measure: Measure): number | null {
  switch (measure.is) {
    case 'rows':
      return totals.rows;
    case 'constant':
      return measure.value;
    case 'known':
      return totals.of(measure.column)?.known ?? null;
    case 'sum':
      return totals.of(measure.column)?.sum ?? (totals.of(measure.column) === null ? null : 0);
    case 'average': {
      const its = totals.of(measure.column);
      return its === null || its.known === 0 || its.sum === null ? null : its.sum / its.known;
    }
    case 'least':
      return totals.of(measure.column)?.least ?? null;
    case 'most':
      return totals.of(measure.column)?.most ?? null;
    case 'ratio': {
      const over = storedOf(totals, measure.over);
      const minus = measure.minus === undefined ? 0 : storedOf(totals, measure.minus);
      const under = storedOf(totals, measure.under);
      return over === null || minus === null || under === null || under === 0 ? null : (over - minus) / under;
    }
    case 'count where':
      return measure.equals === true ? (totals.of(measure.column)?.sum ?? null) : null;
    case 'sum where':
      return null;
  }
}
