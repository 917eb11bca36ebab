import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, BuildPlace, Builds } from '../../../warehouse/builds.ts';
import { fixtureSql } from './fixtureSql.ts';
import type { GivenRows } from './givenColumns.ts';

/** More rows than this would make a statement that engines read slowly, or not at all. */
export const MOST_ROWS_IN_SQL = 500;

/** A table for rows too many to be written into a query; whoever makes it drops it. */
export async function makeScratch(
  { columns, rows }: GivenRows,
  name: string,
  { builds, line, signal }: { builds: Builds; line: BuildLine; signal: AbortSignal },
): Promise<Result<BuildPlace>> {
  const candidate = builds.candidateOf({ database: builds.database, schema: '', identifier: name });
  // A name that begins so is cleared away by the next build, should this one be killed.
  const place = { ...candidate, identifier: `~${name}` };
  const written = builds.written(place);
  const schema = await line.makeSchema(place.schema);
  if (!schema.ok) return schema;
  const made = await line.together(
    async () => {
      const dropped = await line.drop(place);
      if (!dropped.ok) return dropped;
      for (let at = 0; at < rows.length; at += MOST_ROWS_IN_SQL) {
        const sql = fixtureSql(builds.engine, columns, rows.slice(at, at + MOST_ROWS_IN_SQL));
        const begins = at === 0 ? `create table ${written} as` : `insert into ${written}`;
        const ran = await line.run(`${begins}\n${sql}`, { signal });
        if (!ran.ok) return ran;
      }
      return ok(undefined);
    },
    { signal },
  );
  return made.ok ? ok(place) : made;
}
