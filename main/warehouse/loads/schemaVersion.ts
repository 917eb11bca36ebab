import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Column } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { WriteSession } from '../store.ts';
import type { LoadTables } from './loadTables.ts';
import { type Reader, readLines } from './readings.ts';

/** Names and types, whatever their order: two relations of one version hold the same columns. */
export function schemaVersion(columns: readonly Column[]): string {
  const canonical = columns
    .map(({ name, type }) => [name, type.kind, type.kind === 'decimal' ? type.scale : null])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}

/** Adds to the history when this load changed the columns. */
export async function recordSchema(
  session: WriteSession,
  tables: LoadTables,
  now: {
    readonly relation: RelationName;
    readonly load: number;
    readonly at: string;
    readonly columns: readonly Column[];
  },
): Promise<Result<string>> {
  const version = schemaVersion(now.columns);
  const read = await readLines(
    session,
    `select "version" from ${tables.schemas} where "relation" = ? order by "load" desc limit 1`,
    [now.relation],
  );
  if (!read.ok) return read;
  if (read.value[0]?.text('version') === version) return ok(version);
  const kept = await session.execute(
    `insert into ${tables.schemas} ("relation", "load", "at", "version", "columns") values (?, ?, ?, ?, ?)`,
    [now.relation, BigInt(now.load), now.at, version, JSON.stringify(now.columns)],
  );
  return kept.ok ? ok(version) : kept;
}

/** Newest first. */
export async function readSchemas(
  reader: Reader,
  tables: LoadTables,
  relation: RelationName,
): Promise<Result<{ version: string; at: string; columns: Column[] }[]>> {
  const read = await readLines(
    reader,
    `select * from ${tables.schemas} where "relation" = ? order by "load" desc`,
    [relation],
  );
  if (!read.ok) return read;
  return ok(
    read.value.map((line) => ({
      version: line.text('version'),
      at: line.text('at'),
      columns: z.array(Column).parse(JSON.parse(line.text('columns'))),
    })),
  );
}
