import type { Value } from '../../../shared/domain/column.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';
import type { NodeState, Records } from './records.ts';

const RESULT_COLUMNS = [
  ...['build', 'node', 'kind', 'name', 'layer', 'status', 'started_at', 'milliseconds', 'failures', 'rows'],
  ...['message', 'failure', 'sql', 'relation', 'materialized', 'about', 'column', 'check', 'severity'],
  ...['threshold', 'sample', 'failures_in'],
] as const;

const STATES_PAGE = 1_000;

export function createRecords(store: Store, clock: () => Date): Records {
  const builds = internalTable(store, 'builds');
  const results = internalTable(store, 'build_results');
  const states = internalTable(store, 'node_states');

  const write = (sql: string, params: readonly Value[]) =>
    store.write(async (session) => {
      const done = await session.execute(sql, params);
      return done.ok ? ok(undefined) : done;
    });

  return {
    begin: ({ id, project, command, startedAt, selected }) =>
      store.write(async (session) => {
        // Only one build runs at a time, so whatever hasn't ended never will.
        const ended = await session.execute(
          `update ${builds} set "status" = 'killed', "ended_at" = ? where "ended_at" is null`,
          [clock().toISOString()],
        );
        if (!ended.ok) return ended;
        const begun = await session.execute(
          `insert into ${builds} ("id", "project", "command", "started_at", "status", "selected", "published", "kept_back")
            values (?, ?, ?, ?, 'running', ?, 0, 0)`,
          [id, project, command, startedAt, BigInt(selected)],
        );
        return begun.ok ? ok(undefined) : begun;
      }),

    result: (build, result, facts) =>
      write(
        `insert into ${results} (${RESULT_COLUMNS.map((name) => `"${name}"`).join(', ')})
          values (${RESULT_COLUMNS.map(() => '?').join(', ')})`,
        [
          build,
          result.id,
          result.kind,
          facts.name,
          facts.layer,
          result.status,
          result.startedAt,
          result.milliseconds,
          whole(result.failures),
          whole(result.rows),
          storable(result.message),
          json(result.failure),
          storable(result.sql),
          result.relation ?? null,
          result.materialized ?? null,
          facts.about ?? null,
          facts.column ?? null,
          facts.check ?? null,
          facts.severity ?? null,
          result.threshold ?? null,
          json(result.sample),
          result.failuresIn ?? null,
        ],
      ),

    end: (build, { at, status, published, keptBack }) =>
      write(
        `update ${builds} set "ended_at" = ?, "status" = ?, "published" = ?, "kept_back" = ? where "id" = ?`,
        [at, status, BigInt(published), BigInt(keptBack), build],
      ),

    async states(project) {
      const found = new Map<string, NodeState>();
      for (let last = ''; ; ) {
        const page = await store.query(
          `select "node", "fingerprint", "build", "at", "relation", "sql", "rows" from ${states}
            where "project" = ? and "node" > ? order by "node" limit ${STATES_PAGE}`,
          [project, last],
        );
        if (!page.ok) return page;
        for (const [node, fingerprint, build, at, relation, sql, rows] of page.value.rows)
          found.set(String(node), {
            fingerprint: String(fingerprint),
            build: String(build),
            at: String(at),
            relation: String(relation),
            sql: String(sql),
            rows: rows === null || rows === undefined ? null : Number(rows),
          });
        if (page.value.rows.length < STATES_PAGE) return ok(found);
        last = String(page.value.rows.at(-1)?.[0]);
      }
    },

    async publish(session, project, changed) {
      for (const [node, { fingerprint, build, at, relation, sql, rows }] of changed) {
        const done = await session.execute(
          `insert into ${states} ("project", "node", "fingerprint", "build", "at", "relation", "sql", "rows")
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict ("project", "node") do update set "fingerprint" = excluded."fingerprint",
              "build" = excluded."build", "at" = excluded."at", "relation" = excluded."relation",
              "sql" = excluded."sql", "rows" = excluded."rows"`,
          [project, node, fingerprint, build, at, relation, sql, whole(rows)],
        );
        if (!done.ok) return done;
      }
      return ok(undefined);
    },
  };
}

function whole(value: number | null | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(Math.round(value));
}

/** One of the engines has no U+0000 in a text, and a message may quote data that has. */
function storable(text: string | undefined): string | null {
  return text?.replaceAll('\0', '\uFFFD') ?? null;
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
