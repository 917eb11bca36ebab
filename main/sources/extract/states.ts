import type { Value } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Loads } from '../../warehouse/loads.ts';
import type { Store } from '../../warehouse/store.ts';
import { KeptState } from './keptState.ts';

const KEPT = 50;

export interface StateVersion {
  readonly version: number;
  readonly at: string;
  /** The load whose rows it came with. */
  readonly load: number | null;
  readonly by: 'extraction' | 'person';
  readonly state: KeptState | null;
}

/** The states of streams: the one that holds lies with the loads, those before it in a history of their own. */
export interface States {
  current(source: string, stream: string): Promise<Result<KeptState | null>>;
  /** Newest first. */
  history(source: string, stream: string): Promise<Result<StateVersion[]>>;
  /** A load of no rows moves it, so that the ledger knows; null forgets it. */
  set(
    at: { source: string; stream: string; relation: RelationName },
    state: KeptState | null,
  ): Promise<Result<void>>;
  /** After a load was committed. Killed in between, the line is missing and the state is right all the same. */
  note(source: string, stream: string, line: Omit<StateVersion, 'version' | 'at'>): Promise<Result<void>>;
}

export function createStates(
  { store, loads }: { readonly store: Store; readonly loads: Loads },
  clock: () => Date,
  newId: () => string,
): States {
  const table = internalTable(store, 'source_states');
  const ofStream = 'where "source" = ? and "stream" = ?';

  function note(source: string, stream: string, line: Omit<StateVersion, 'version' | 'at'>) {
    return store.write(async (session) => {
      const newest = await session.query(`select max("version") from ${table} ${ofStream}`, [source, stream]);
      if (!newest.ok) return newest;
      const version = Number(newest.value.rows[0]?.[0] ?? 0) + 1;
      const values: Value[] = [
        ...[source, stream, BigInt(version), clock().toISOString()],
        ...[line.load === null ? null : BigInt(line.load), line.by, JSON.stringify(line.state)],
      ];
      const added = await session.execute(
        `insert into ${table} ("source", "stream", "version", "at", "load", "by", "value") values (?, ?, ?, ?, ?, ?, ?)`,
        values,
      );
      if (!added.ok) return added;
      const pruned = await session.execute(`delete from ${table} ${ofStream} and "version" <= ?`, [
        source,
        stream,
        BigInt(version - KEPT),
      ]);
      return pruned.ok ? ok(undefined) : pruned;
    });
  }

  return {
    note,
    async current(source, stream) {
      const read = await loads.state(source, stream);
      if (!read.ok) return read;
      // Written by a person's own SQL, it may be anything: then the stream is read from its start.
      return ok(KeptState.safeParse(read.value).data ?? null);
    },
    async history(source, stream) {
      const read = await store.query(
        `select "version", "at", "load", "by", "value" from ${table} ${ofStream} order by "version" desc`,
        [source, stream],
      );
      if (!read.ok) return read;
      return ok(read.value.rows.map(versionOf));
    },
    async set({ source, stream, relation }, state) {
      const moved = await loads.land(
        { source, stream, relation, disposition: 'append', contract: 'evolve' },
        nothing(),
        { attempt: newId(), state: () => state },
      );
      return moved.ok ? note(source, stream, { load: moved.value.load, by: 'person', state }) : moved;
    },
  };
}

async function* nothing(): AsyncGenerator<never[]> {}

function versionOf([version, at, load, by, value]: readonly Value[]): StateVersion {
  return {
    version: Number(version),
    at: String(at),
    load: load === null || load === undefined ? null : Number(load),
    by: by === 'person' ? 'person' : 'extraction',
    state: KeptState.nullable().safeParse(JSON.parse(String(value))).data ?? null,
  };
}
