import type { Row, Value } from '../../../../../shared/domain/column.ts';
import { layerOf, type RelationName } from '../../../../../shared/domain/relation.ts';
import type { SeriesRelation } from '../../../../../shared/domain/study.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { RowSet } from '../../../../audit/packages/material/rowSet.ts';
import type { Relation, Store } from '../../../../warehouse/store.ts';
import type { Around } from '../around/gatherAround.ts';
import { rowColumn } from '../rowColumns.ts';
import { countOf, inPages, MOST_RECORDS } from './recordPages.ts';
import { studyRows } from './studyRows.ts';

export interface Traced {
  readonly set: RowSet;
  readonly told: string;
  /** The relation they lie in, and how many there are by the database's own count. */
  readonly relation: RelationName;
  readonly counted: number;
  /** Of each row: the text of its day and its lineage id. */
  readonly days: readonly (readonly [day: string, lineage: string])[];
}

/** The rows behind a series as they came, where what it is about names them; else those of the relation that the study read. */
export async function traceRows(
  store: Store,
  around: Around,
  side: SeriesRelation,
  { name, sheet, label }: { readonly name: string; readonly sheet: string; readonly label: string },
  signal: AbortSignal,
): Promise<Result<Traced>> {
  const read = around.described.get(side.relation);
  for (const raw of rawBehind(around, side.relation)) {
    const shared = (read?.columns ?? [])
      .map((column) => column.name)
      .filter((one) => ![side.day, side.value, side.name].includes(one))
      .filter((one) => raw.columns.some((column) => column.name === one));
    if (shared.length === 0 || !raw.columns.some((column) => column.name === side.day)) continue;
    const about = await valuesOf(store, side, name, shared, signal);
    if (!about.ok) return about;
    if (about.value.length === 0) continue;
    const rows = await rawRows(store, raw, side.day, about.value, signal);
    if (!rows.ok) return rows;
    if (rows.value === null) continue;
    const counted = await countOf(
      store,
      raw.name,
      sameAs(about.value),
      about.value.map(([, value]) => value),
      signal,
    );
    if (!counted.ok) return counted;
    return ok(
      traced(raw, side.day, rows.value, {
        sheet,
        label,
        by: about.value.map(([one]) => one),
        counted: counted.value,
      }),
    );
  }
  return studyRows(store, read, side, { name, sheet, label }, signal);
}

function rawBehind(around: Around, relation: RelationName): Relation[] {
  const from = new Map(around.made.map((one) => [one.relation, one.from]));
  const found: Relation[] = [];
  const visit = (one: RelationName) => {
    const its = around.described.get(one);
    if (layerOf(one) === 'raw' && its !== undefined && !found.includes(its)) found.push(its);
    for (const other of from.get(one) ?? []) visit(other);
  };
  visit(relation);
  return found;
}

type About = readonly (readonly [column: string, value: string])[];

/** What the series is about, where all its rows say the same. */
async function valuesOf(
  store: Store,
  { relation, name: named }: SeriesRelation,
  name: string,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<Result<About>> {
  const asked = columns.map((one) => `min(cast("${one}" as text)), max(cast("${one}" as text))`);
  const read = await store.query(
    `select ${asked.join(', ')} from ${store.quote(relation)} where "${named}" = ?`,
    [name],
    { signal },
  );
  if (!read.ok) return read;
  const [row = []] = read.value.rows;
  return ok(
    columns.flatMap((column, at) => {
      const [least, most] = [row[2 * at], row[2 * at + 1]];
      return least != null && least === most ? [[column, String(least)] as const] : [];
    }),
  );
}

/** Null where there are none, or more than can be shown. */
async function rawRows(
  store: Store,
  raw: Relation,
  day: string,
  about: About,
  signal: AbortSignal,
): Promise<Result<readonly Row[] | null>> {
  const columns = raw.columns.map(({ name }) => `"${name}"`).join(', ');
  const rows = await inPages(
    store,
    `select ${columns} from ${store.quote(raw.name)} where ${sameAs(about)} order by "${day}", "_load", "_row"`,
    about.map(([, value]) => value),
    signal,
  );
  return !rows.ok || (rows.value.length > 0 && rows.value.length <= MOST_RECORDS) ? rows : ok(null);
}

function sameAs(about: About): string {
  return about.map(([one]) => `lower(trim(cast("${one}" as text))) = lower(trim(?))`).join(' and ');
}

function traced(
  raw: Relation,
  day: string,
  rows: readonly Row[],
  {
    sheet,
    label,
    by,
    counted,
  }: {
    readonly sheet: string;
    readonly label: string;
    readonly by: readonly string[];
    readonly counted: number;
  },
): Traced {
  const at = (name: string) => raw.columns.findIndex((column) => column.name === name);
  const [load, row, when] = [at('_load'), at('_row'), at(day)];
  const lineage = (one: Row) => `${one[load]}:${one[row]}`;
  const kept = raw.columns.filter(({ name }) => name !== '_load' && name !== '_row');
  return {
    relation: raw.name,
    counted,
    told: `Records of ${raw.name} with the same ${by.join(', ')}: models keep no lineage ids, so that they are found by these columns.`,
    days: rows.map((one) => [String(one[when] ?? ''), lineage(one)] as const),
    set: {
      name: sheet,
      title: `Records behind ${label}, as they came into ${raw.name}`,
      count: rows.length,
      columns: [
        {
          name: 'lineage',
          type: { kind: 'text' },
          holds: 'lineage',
          told: 'load:record, as the sheet Sources explains.',
        },
        ...kept.map(rowColumn),
      ],
      rows: rows.map((one): Value[] => [lineage(one), ...kept.map(({ name }) => one[at(name)] ?? null)]),
    },
  };
}
