import type { Column, ColumnType, Row, Value } from '../../../../../shared/domain/column.ts';
import { layerOf, nameOf, type RelationName, relationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Finding } from '../../../../insight/finding/verdict.ts';
import type { TableSpec, WriteSession } from '../../../../warehouse/store.ts';

export interface FoundPair
  extends Pick<
    Finding,
    'verdict' | 'lead' | 'interval' | 'p' | 'q' | 'strength' | 'effectiveN' | 'days' | 'tests' | 'sentence'
  > {
  readonly pair: string;
}

const BATCH = 5_000;

const COLUMNS: readonly Column[] = [
  column('pair', 'text', false),
  column('verdict', 'text', false),
  column('lead', 'integer'),
  column('interval_from', 'integer'),
  column('interval_to', 'integer'),
  column('p', 'number'),
  column('q', 'number'),
  column('strength', 'number'),
  column('effective_n', 'number'),
  column('days', 'integer'),
  column('tests', 'integer', false),
  column('sentence', 'text', false),
  column('run', 'text', false),
  column('at', 'instant', false),
];

/** In place of what the relation held, whatever that was; views that read it go on reading. */
export async function writeFindings(
  session: WriteSession,
  into: RelationName,
  found: readonly FoundPair[],
  mark: { readonly run: string; readonly at: string },
): Promise<Result<void>> {
  const there = await session.describe(into);
  if (!there.ok) return there;
  const spec: TableSpec = {
    name: into,
    columns: COLUMNS,
    comment: 'What a study found: one row a pair. A lead above 0 means that the signal comes first.',
  };
  const names = COLUMNS.map(({ name }) => name);
  if (there.value === null) {
    const made = await session.createTable(spec);
    if (!made.ok) return made;
    const put = await session.insert(into, names, batches(found, mark));
    return put.ok ? ok(undefined) : put;
  }
  if (there.value.kind === 'view') {
    const dropped = await session.drop(into);
    if (!dropped.ok) return dropped;
    return writeFindings(session, into, found, mark);
  }
  const shadow = relationName(layerOf(into), `${nameOf(into).slice(0, 50)}__next`);
  const made = await session.createTable({ ...spec, name: shadow });
  if (!made.ok) return made;
  const put = await session.insert(shadow, names, batches(found, mark));
  if (!put.ok) return put;
  return session.replaceAll([{ shadow, target: into }]);
}

function* batches(
  found: readonly FoundPair[],
  { run, at }: { readonly run: string; readonly at: string },
): Generator<Row[], void, void> {
  const instant = at.replace(/\.(\d{3})Z$/, '.$1000Z');
  for (let from = 0; from < found.length; from += BATCH)
    yield found
      .slice(from, from + BATCH)
      .map(({ pair, verdict, lead, interval, p, q, strength, effectiveN, days, tests, sentence }) => [
        ...[storable(pair), verdict, whole(lead), whole(interval?.lower), whole(interval?.upper)],
        ...[p, q, strength, effectiveN, whole(days), BigInt(tests), storable(sentence), run, instant],
      ]);
}

function whole(value: number | null | undefined): Value {
  return value === null || value === undefined ? null : BigInt(Math.round(value));
}

/** Postgres keeps no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}

function column(name: string, kind: Exclude<ColumnType['kind'], 'decimal'>, nullable = true): Column {
  return { name, type: { kind }, nullable };
}
