import type { Row } from '../../../shared/domain/column.ts';
import { layerOf, nameOf, relationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { TableSpec, WriteSession } from '../../warehouse/store.ts';

const BATCH = 5_000;

/** In place of what the relation held, whatever that was; views that read it go on reading. */
export async function replaceRows(
  session: WriteSession,
  spec: TableSpec,
  rows: readonly Row[],
): Promise<Result<void>> {
  const there = await session.describe(spec.name);
  if (!there.ok) return there;
  if (there.value?.kind === 'view') {
    const dropped = await session.drop(spec.name);
    if (!dropped.ok) return dropped;
  }
  if (there.value === null || there.value.kind === 'view') return createWith(session, spec, rows);
  const shadow = relationName(layerOf(spec.name), `${nameOf(spec.name).slice(0, 50)}__next`);
  const made = await createWith(session, { ...spec, name: shadow }, rows);
  return made.ok ? session.replaceAll([{ shadow, target: spec.name }]) : made;
}

async function createWith(
  session: WriteSession,
  spec: TableSpec,
  rows: readonly Row[],
): Promise<Result<void>> {
  const made = await session.createTable(spec);
  return made.ok ? appendRows(session, spec, rows) : made;
}

export async function appendRows(
  session: WriteSession,
  { name, columns }: TableSpec,
  rows: readonly Row[],
): Promise<Result<void>> {
  const names = columns.map((column) => column.name);
  const put = await session.insert(name, names, batches(rows));
  return put.ok ? ok(undefined) : put;
}

function* batches(rows: readonly Row[]): Generator<readonly Row[], void, void> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}
