import type { Row, Value } from '../../../shared/domain/column.ts';
import type { Measure } from '../packages/material/common.ts';
import type { RowSet, RowsOf } from '../packages/material/rowSet.ts';
import { numberIn } from '../packages/sheet/cellOf.ts';
import { createTally, leavesOf, type Tally } from '../packages/sheet/tally.ts';
import { createLine, type HiddenInLine } from './line.ts';
import { isSmall } from './small.ts';
import { type Hidden, hiddenCounts } from './suppress.ts';
import { type ColumnPlace, type Treatment, treatmentOf } from './treatments.ts';
import { isWord } from './words.ts';

/** A table without names, and what that did to its figures. */
export interface AnonymisedTable {
  readonly set: RowSet;
  /** Rows that stand from this place on. */
  rows(page: readonly Row[], offset: number): readonly Row[];
  readonly treatments: readonly Treatment[];
  /** By name of the column, where any is hidden. */
  readonly hidden: ReadonlyMap<string, HiddenInLine>;
  /** What a figure is over the rows of the package, from what it was over all; undefined where it can't be told any more. */
  figure(measure: Measure, stored: number | null): number | null | undefined;
}

/** A table of more rows isn't looked through for columns that are the sum of others. */
const MOST_CROSSED = 300;

export async function anonymisedTable(
  set: RowSet,
  as: Pick<RowSet, 'name' | 'title'>,
  { place, rowsOf, measures }: { place: ColumnPlace; rowsOf: RowsOf; measures: readonly Measure[] },
): Promise<AnonymisedTable> {
  const treatments = set.columns.map((column) => treatmentOf(column, place));
  const lines = new Map(
    treatments.flatMap(({ is }, at) => (is === 'counted' ? [[at, createLine()] as const] : [])),
  );
  const measured = measures.filter((measure) => isMade(measure, treatments));
  const before = createTally(set.columns, measured);
  for await (const page of rowsOf(set.name))
    for (const row of page) {
      before.add(row);
      for (const [at, line] of lines) line.add(numberIn(row[at] ?? null, set.columns[at]?.type));
    }
  const counted = [...lines.keys()];
  const crossed = crossedCells(set, counted);
  const hidden = new Map(
    [...lines].map(([at, line]): [number, HiddenInLine] => {
      const its = line.hidden();
      const totalToo = its.totalToo || crossed?.at(-1)?.[counted.indexOf(at)] === true;
      return [at, { ...its, totalToo }];
    }),
  );
  const kept = treatments.flatMap(({ is }, at) => (is === 'left out' ? [] : [at]));

  const changed = (page: readonly Row[], offset: number): readonly Row[] =>
    page.map((row, number) =>
      kept.map((at): Value => {
        const value = row[at] ?? null;
        if (value === null) return null;
        const its = hidden.get(at);
        const place = offset + number;
        if (its?.further === place || crossed?.[place]?.[counted.indexOf(at)] === true) return null;
        if (its !== undefined && isSmall(numberIn(value, set.columns[at]?.type) ?? 0)) return null;
        return treatments[at]?.value(value) ?? null;
      }),
    );
  const columns = kept.flatMap((at) => treatments[at]?.column ?? []);
  const after = createTally(columns, measured);
  const all: Row[] = [];
  let offset = 0;
  for await (const page of rowsOf(set.name)) {
    for (const row of changed(page, offset)) {
      after.add(row);
      if (set.rows !== null) all.push(row);
    }
    offset += page.length;
  }
  const names = new Map([...hidden].map(([at, its]) => [set.columns[at]?.name ?? '', its]));
  return {
    ...{ rows: changed, treatments, hidden: names },
    set: { ...as, columns, count: set.count, rows: set.rows === null ? null : all },
    figure: (measure, stored) => figureOf(measure, stored, { treatments, names, before, after }),
  };
}

/** Whether Excel can still make it: of columns that are numbers as before, and of words. */
function isMade(measure: Measure, treatments: readonly Treatment[]): boolean {
  return leavesOf(measure).every((leaf) => {
    if (leaf.is === 'rows') return true;
    const its = (name: string) => treatments.find(({ column }) => column.name === name);
    if (leaf.is === 'count where' || leaf.is === 'sum where') {
      const where = its(leaf.is === 'count where' ? leaf.column : leaf.where);
      const isSame =
        typeof leaf.equals === 'string'
          ? isWord(leaf.equals) && where?.is !== 'left out'
          : where?.is === 'kept';
      if (!isSame || leaf.is === 'count where') return isSame;
    }
    return 'column' in leaf && ['kept', 'counted', 'scaled'].includes(its(leaf.column)?.is ?? '');
  });
}

function figureOf(
  measure: Measure,
  stored: number | null,
  {
    treatments,
    names,
    before,
    after,
  }: {
    treatments: readonly Treatment[];
    names: ReadonlyMap<string, HiddenInLine>;
    before: Tally;
    after: Tally;
  },
): number | null | undefined {
  const tells = leavesOf(measure).some(
    (leaf) => 'column' in leaf && names.get(leaf.column)?.totalToo === true,
  );
  if (tells || !isMade(measure, treatments)) return undefined;
  const [was, is] = [before.valueOf(measure), after.valueOf(measure)];
  if (stored === null || was === null || is === null) return stored === null ? null : is;
  // What didn't tie with all rows doesn't tie now.
  return is + (stored - was) * (was === 0 ? 1 : is / was);
}

/** In a table whose last counted column is the sum of the others: cells that would follow from both totals. */
function crossedCells({ rows, columns }: RowSet, counted: readonly number[]): Hidden | null {
  if (rows === null || rows.length === 0 || rows.length > MOST_CROSSED || counted.length < 3) return null;
  const table = rows.map((row) => counted.map((at) => numberIn(row[at] ?? null, columns[at]?.type) ?? 0));
  const isTotal = table.every((line) => line.at(-1) === sum(line.slice(0, -1)));
  if (!isTotal) return null;
  const totals = counted.map((_, at) => sum(table.map((line) => line[at] ?? 0)));
  return hiddenCounts([...table, totals]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
