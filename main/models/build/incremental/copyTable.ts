import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import type { ModelNode, SnapshotNode } from '../../project/nodes.ts';
import type { NodeRun } from '../nodeRun.ts';
import { ask, askInOrder } from './inOrder.ts';
import { quoted } from './quoted.ts';
import { nameLiteral } from './tableFacts.ts';

type Run = NodeRun<ModelNode | SnapshotNode>;

/** Makes `copy` what `live` is, with its defaults and constraints; on Postgres with its indexes. */
export async function copyTable(run: Run, live: BuildPlace, copy: BuildPlace): Promise<Result<unknown>> {
  const { builds } = run.surroundings;
  const [from, to] = [builds.written(live), builds.written(copy)];
  if (builds.engine === 'postgres')
    return askInOrder(run, [
      `create table ${to} (like ${from} including all)`,
      `insert into ${to} overriding system value select * from ${from}`,
    ]);
  const told = await ask(run, `select sql from sqlite_master where name = ${nameLiteral(from)}`);
  if (!told.ok) return told;
  const definition = String(told.value.rows[0]?.[0] ?? '');
  return askInOrder(run, [
    definition.replace(
      /^create\s+table\s+("([^"]|"")*"|\[[^\]]*\]|`[^`]*`|[^\s(]+)/i,
      () => `create table ${to} `,
    ),
    `insert into ${to} select * from ${from}`,
  ]);
}

/** SQLite's copy has none yet, and is filled faster without. What an index was on must still be there. */
export async function copyIndexes(
  run: Run,
  live: BuildPlace,
  copy: BuildPlace,
  gone: readonly string[],
): Promise<Result<unknown>> {
  const { builds, invocation } = run.surroundings;
  if (builds.engine === 'postgres') return ok(undefined);
  const name = nameLiteral(builds.written(live));
  const found = await ask(
    run,
    `select l.name, i.name, l."unique" from pragma_index_list(${name}) l, pragma_index_info(l.name) i
where not l.partial and l.origin = 'c'
  and not exists (select 1 from pragma_index_info(l.name) x where x.name is null)
order by l.seq, i.seqno`,
  );
  if (!found.ok) return found;
  const indexes = new Map<string, { unique: boolean; columns: string[] }>();
  for (const [index, column, unique] of found.value.rows) {
    const known = indexes.get(String(index)) ?? { unique: unique === 1n, columns: [] };
    known.columns.push(String(column));
    indexes.set(String(index), known);
  }
  const whole = [...indexes.values()].filter(
    ({ columns }) => !columns.some((column) => gone.includes(column)),
  );
  // Index names are the whole file's: the one on readers' table has its own until publishing.
  return askInOrder(
    run,
    whole.map(({ columns, unique }, at) =>
      indexStatement(
        `${live.schema}.${live.identifier} ${at + 1} ${invocation.id}`,
        builds.written(copy),
        columns,
        unique,
      ),
    ),
  );
}

/** Without a name the engine gives one, where it can. */
export function indexStatement(
  name: string,
  written: string,
  columns: readonly string[],
  unique: boolean,
): string {
  return `create ${unique ? 'unique ' : ''}index ${name === '' ? '' : `${quoted(name)} `}on ${written} (${columns.map(quoted).join(', ')})`;
}
