import type { Column } from '../../../../../shared/domain/column.ts';
import { layerOf, type RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Control } from '../../../../audit/packages/material/common.ts';
import type { Relation, Store } from '../../../../warehouse/store.ts';

export interface StageTotals {
  readonly controls: readonly Control[];
  readonly rows: ReadonlyMap<RelationName, number>;
}

/** Rows of each relation, with the first and the last day it speaks of, counted in the database. */
export async function stageTotals(
  store: Store,
  described: readonly Relation[],
  order: readonly RelationName[],
  signal: AbortSignal,
): Promise<Result<StageTotals>> {
  const controls: Control[] = [];
  const rows = new Map<RelationName, number>();
  const sorted = [...described].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  for (const { name, columns } of sorted) {
    const day = dayColumnOf(columns);
    const asked = ['count(*)', ...(day === null ? [] : [`min("${day}")`, `max("${day}")`])];
    const read = await store.query(`select ${asked.join(', ')} from ${store.quote(name)}`, [], {
      ...{ signal, priority: 'background' },
    });
    if (!read.ok) return read;
    const [count, first, last] = read.value.rows[0] ?? [];
    rows.set(name, Number(count));
    const stage = layerOf(name);
    const control = (what: string, value: number | { day: string } | null, told: string): Control => ({
      ...{ id: `${what} ${name}`, stage, of: name, what, told, against: null },
      value: { is: 'stored', value },
    });
    controls.push(control('rows', Number(count), TOLD[stage]));
    if (day !== null)
      for (const [what, value] of [
        ['first day', first],
        ['last day', last],
      ] as const)
        controls.push(
          control(what, value == null ? null : { day: String(value).slice(0, 10) }, `By ${day}.`),
        );
  }
  return ok({ controls, rows });
}

const TOLD = {
  raw: 'As it came: every record of every load that is kept.',
  staging: 'May be fewer than came: a record that came twice counts once.',
  core: 'What models make of staging: how many is theirs to say.',
  analytics: 'What models and studies make of core: how many is theirs to say.',
} as const;

/** The day that rows are about, where there is one. */
export function dayColumnOf(columns: readonly Column[]): string | null {
  const days = columns.filter(({ type }) => type.kind === 'day');
  return (days.find(({ name }) => name === 'day') ?? days[0])?.name ?? null;
}
