import type { Column, ColumnType } from '../../../../shared/domain/column.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, Cell } from '../../../warehouse/builds.ts';
import type { ModelNode, SeedNode, SnapshotNode } from '../../project/nodes.ts';
import { isPlainMap } from '../../project/plain.ts';
import type { NodeRun } from '../nodeRun.ts';

export interface Described {
  readonly columns?: readonly Column[];
  readonly comment?: string;
}

/**
 * What is known of a relation's columns besides what the engine knows: on SQLite the types that YAML declares or that the
 * query took over, and descriptions. Postgres knows its types, and gets descriptions where `persist_docs` asks for it.
 */
export async function knownColumns(
  run: NodeRun<ModelNode | SeedNode | SnapshotNode>,
  candidate: BuildPlace,
  sql: string | null,
): Promise<Result<Described>> {
  const { node, line } = run;
  const { builds } = run.surroundings;
  const persist = node.config['persist_docs'];
  const persisted = (part: 'relation' | 'columns') =>
    builds.engine === 'sqlite' || (isPlainMap(persist) && persist[part] === true);
  const comment = persisted('relation') && node.description !== '' ? { comment: node.description } : {};
  // Where YAML says nothing, the engine's own keeping of types is as good.
  const said = node.columns.some(
    (column) =>
      (builds.engine === 'sqlite' && column.dataType !== undefined) ||
      (persisted('columns') && column.description !== ''),
  );
  if (!said) return ok(comment);
  const found = await line.columns(candidate);
  if (!found.ok) return found;
  const guessed = builds.engine === 'sqlite' ? await guess(run, candidate, sql) : new Map();
  const told = new Map(node.columns.map((column) => [column.name.toLowerCase(), column]));
  const columns = found.value.map(({ name, dataType, nullable }): Column => {
    const info = told.get(name.toLowerCase());
    const type: ColumnType = columnType(info?.dataType ?? '') ??
      guessed.get(name.toLowerCase()) ??
      columnType(dataType) ?? { kind: 'text' };
    const description = persisted('columns') ? (info?.description ?? '') : '';
    return { name, type, nullable, ...(description === '' ? {} : { comment: description }) };
  });
  return ok({ columns, ...comment });
}

const SAMPLE = 50;

/**
 * What SQLite's columns hold that YAML doesn't say: as the column of a relation they come from, else by the first values.
 * A reader drops a hint that values contradict.
 */
async function guess(
  run: NodeRun<ModelNode | SeedNode | SnapshotNode>,
  candidate: BuildPlace,
  sql: string | null,
): Promise<ReadonlyMap<string, ColumnType>> {
  const { written } = run.surroundings.builds;
  const guessed = new Map<string, ColumnType>();
  const relation = await run.line.relation(candidate);
  if (relation.ok && relation.value?.kind === 'table') {
    const first = await run.line.run(`select * from ${written(candidate)} limit ${SAMPLE}`);
    if (first.ok)
      first.value.columns.forEach(({ name }, at) => {
        const type = typeOfCells(first.value.rows.map((row) => row[at] ?? null));
        if (type !== null) guessed.set(name.toLowerCase(), type);
      });
  }
  if (sql === null) return guessed;
  const asked = await run.request.store.query(`select * from (\n${sql.replace(/[\s;]+$/, '')}\n) limit 0`);
  if (asked.ok)
    for (const { name, type } of asked.value.columns)
      if (type.kind !== 'text') guessed.set(name.toLowerCase(), type);
  return guessed;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function typeOfCells(cells: readonly Cell[]): ColumnType | null {
  const values = cells.filter((cell) => cell !== null);
  if (values.length === 0) return null;
  if (values.every((value) => typeof value === 'bigint')) return { kind: 'integer' };
  if (values.every((value) => typeof value === 'bigint' || typeof value === 'number'))
    return { kind: 'number' };
  if (values.every((value) => typeof value === 'string' && DAY.test(value))) return { kind: 'day' };
  if (values.every((value) => typeof value === 'string' && INSTANT.test(value))) return { kind: 'instant' };
  return null;
}

/** What a column holds by the name of its type in either engine; null where the name says nothing. */
export function columnType(name: string): ColumnType | null {
  const type = name.toLowerCase();
  const scaled = /^decimal\((\d)\)$/.exec(type)?.[1];
  if (scaled !== undefined) return { kind: 'decimal', scale: Number(scaled) };
  if (type === '') return null;
  if (type === 'day' || type === 'date') return { kind: 'day' };
  if (type === 'instant' || type.startsWith('timestamp') || type === 'datetime') return { kind: 'instant' };
  if (type.startsWith('bool')) return { kind: 'boolean' };
  if (type.startsWith('json')) return { kind: 'json' };
  if (/blob|bytea|bytes/.test(type)) return { kind: 'bytes' };
  if (/char|text|clob|string/.test(type)) return { kind: 'text' };
  if (/real|floa|doub|num|dec/.test(type)) return { kind: 'number' };
  if (/int|serial/.test(type)) return { kind: 'integer' };
  return null;
}
