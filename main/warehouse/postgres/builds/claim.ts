import { createHash } from 'node:crypto';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { claimed } from '../../builds/claims.ts';
import { quoteName, quoteText } from '../connection.ts';
import type { Link } from '../link.ts';
import { plain } from '../prepare.ts';
import type { BuildPlaces } from './places.ts';

const CALLED = 'Leadline builds: ';

/**
 * The lock lives as long as its session, so that a killed build holds nobody up. Who holds it is the session's name, which
 * everybody may see. Null when it was had.
 */
export async function takeLock(link: Link, places: BuildPlaces, who: string): Promise<Result<void>> {
  const key = lockKey(places);
  const named = await link.script(`set application_name = ${quoteText(CALLED + who)}`);
  if (!named.ok) return named;
  const had = await link.run(plain(`select pg_try_advisory_lock(${key})`));
  if (!had.ok) return had;
  if (had.value.rows[0]?.[0] === true) return ok(undefined);
  const holder = await link.run(
    plain(`select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())
        and (l.classid::int8 << 32) | l.objid::int8 = ${key}`),
  );
  if (!holder.ok) return holder;
  const name = String(holder.value.rows[0]?.[0] ?? '');
  return claimed(name.startsWith(CALLED) ? name.slice(CALLED.length) : 'another Leadline');
}

/** One for each workspace of the database, by the schema that holds its candidates. */
function lockKey({ candidates }: BuildPlaces): bigint {
  return createHash('sha256').update(`builds of ${candidates}`).digest().readBigInt64BE();
}

/** What a killed build left for itself alone; what a kept candidate still reads stays with it. */
export async function clearScratch(link: Link, { candidates }: BuildPlaces): Promise<Result<void>> {
  for (;;) {
    const left = await link.run(
      plain(`select c.relname, case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ${quoteText(candidates)} and c.relname ^@ '~' and c.relkind in ('r', 'p', 'v', 'm')
          and not exists (select from pg_depend d join pg_rewrite w on w.oid = d.objid
            where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
              and d.refobjid = c.oid and w.ev_class <> c.oid)`),
    );
    if (!left.ok) return left;
    if (left.value.rows.length === 0) return ok(undefined);
    const sql = left.value.rows.map(
      ([name, kind]) => `drop ${kind} if exists ${quoteName(candidates)}.${quoteName(String(name))}`,
    );
    const dropped = await link.script(sql.join(';\n'));
    if (!dropped.ok) return dropped;
  }
}
