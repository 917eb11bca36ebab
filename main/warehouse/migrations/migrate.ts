import { createHash } from 'node:crypto';
import type { Value } from '../../../shared/domain/column.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { inTurn } from '../inTurn.ts';
import { internalTable } from '../internalTable.ts';
import type { Engine, Store } from '../store.ts';
import type { Migration } from './migration.ts';

export interface MigrateOptions {
  readonly store: Pick<Store, 'engine' | 'query' | 'write'>;
  readonly migrations: readonly Migration[];
  readonly clock: () => Date;
  /** Called once, before the first change to a schema that holds something. */
  readonly backup: () => Promise<Result<unknown>>;
}

export interface Migrated {
  /** Null when nothing had to be done, or the warehouse was new. */
  readonly from: number | null;
  readonly warnings: readonly string[];
}

interface Applied {
  readonly id: number;
  readonly name: string;
  readonly checksum: string;
}

/** Brings the schema up to date, one transaction a step. A killed process leaves the last whole step. */
export async function migrate(options: MigrateOptions): Promise<Result<Migrated>> {
  const { store, migrations, backup } = options;
  const applied = await readApplied(store);
  if (!applied.ok) return applied;
  const newest = Math.max(0, ...applied.value.map(({ id }) => id));
  const newer = checkNewer(newest, migrations);
  if (!newer.ok) return newer;
  const pending = migrations.filter(({ id }) => !applied.value.some((one) => one.id === id));
  if (pending.length > 0 && newest > 0) {
    const saved = await backup();
    if (!saved.ok) return saved;
  }
  for (const migration of pending) {
    const done = await apply(options, migration);
    if (!done.ok) return done;
  }
  const from = pending.length > 0 && newest > 0 ? newest : null;
  return ok({ from, warnings: changedSince(applied.value, migrations, store.engine) });
}

export function checkNewer(schema: number, migrations: readonly Migration[]): Result<void> {
  const known = Math.max(0, ...migrations.map(({ id }) => id));
  if (schema <= known) return ok(undefined);
  return fail('STORE_NEWER', {
    message: `This warehouse was written by a newer Leadline: its schema has the number ${schema}, and this one knows up to ${known}.`,
    next: 'Install the newest Leadline and open it with that, or restore a backup made before the update.',
  });
}

export function checksumOf({ id, name, statements }: Migration, engine: Engine): string {
  return createHash('sha256')
    .update(JSON.stringify([id, name, statements(engine)]))
    .digest('hex');
}

async function readApplied({ engine, query, write }: MigrateOptions['store']): Promise<Result<Applied[]>> {
  const table = internalTable({ engine }, 'migrations');
  const sql = `select id, name, checksum from ${table} order by id`;
  const found = await query(sql);
  if (found.ok) return ok(found.value.rows.map(asApplied));
  if (found.failure.code !== 'SQL_FAILED') return found;
  // Not there yet: the first opening of all.
  const made = await write((session) =>
    session.execute(
      `create table if not exists ${table} (id bigint primary key, name text not null, checksum text not null, "at" text not null)`,
    ),
  );
  return made.ok ? ok([]) : made;
}

function asApplied([id, name, checksum]: readonly Value[]): Applied {
  return { id: Number(id), name: String(name), checksum: String(checksum) };
}

function apply({ store, clock }: MigrateOptions, migration: Migration): Promise<Result<unknown>> {
  const { id, name } = migration;
  return store.write(async (session) => {
    const done = await inTurn(migration.statements(store.engine).map((sql) => () => session.execute(sql)));
    if (!done.ok)
      return {
        ok: false,
        failure: {
          ...done.failure,
          message: `Migration ${id} (${name}) failed, and the warehouse is as it was: ${done.failure.message}`,
        },
      };
    return session.execute(
      `insert into ${internalTable(store, 'migrations')} (id, name, checksum, "at") values (?, ?, ?, ?)`,
      [BigInt(id), name, checksumOf(migration, store.engine), clock().toISOString()],
    );
  });
}

function changedSince(
  applied: readonly Applied[],
  migrations: readonly Migration[],
  engine: Engine,
): string[] {
  return migrations.flatMap((migration) => {
    const past = applied.find(({ id }) => id === migration.id);
    if (past === undefined || past.checksum === checksumOf(migration, engine)) return [];
    return [
      `Migration ${migration.id} (${past.name}) was another one when this warehouse had it: two builds of Leadline have written it.`,
    ];
  });
}
