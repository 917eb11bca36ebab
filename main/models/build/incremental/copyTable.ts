import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import type { ModelNode, SnapshotNode } from '../../project/nodes.ts';
import { quoted } from '../../sql/quoted.ts';
import type { NodeRun } from '../nodeRun.ts';
import { ask, askInOrder } from './inOrder.ts';
import { nameLiteral } from './tableFacts.ts';

type Run = NodeRun<ModelNode | SnapshotNode>;

/**
 * Makes `copy` what `live` is, with its defaults and constraints, on Postgres with its indexes; filled with its rows, or with
 * those of a query that gives the same columns.
 */
export async function copyTable(
  run: Run,
  live: BuildPlace,
  copy: BuildPlace,
  query?: string,
): Promise<Result<unknown>> {
  const { builds } = run.surroundings;
  const rows = query ?? `select * from ${builds.written(live)}`;
  const [from, to] = [builds.written(live), builds.written(copy)];
  if (builds.engine === 'postgres')
    return askInOrder(run, [
      `create table ${to} (like ${from} including all)`,
      `insert into ${to} overriding system value\n${rows}`,
    ]);
  const told = await ask(run, `select sql from sqlite_master where name = ${nameLiteral(from)}`);
  if (!told.ok) return told;
  const definition = String(told.value.rows[0]?.[0] ?? '');
  return askInOrder(run, [
    definition.replace(
      /^create\s+table\s+("([^"]|"")*"|\[[^\]]*\]|`[^`]*`|[^\s(]+)/i,
      () => `create table ${to} `,
    ),
    `insert into ${to}\n${rows}`,
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
  const found = await ask(
    run,
    `select sql from sqlite_master where type = 'index' and sql is not null
  and tbl_name = ${nameLiteral(builds.written(live))} order by rowid`,
  );
  if (!found.ok) return found;
  const definitions = found.value.rows.map(([sql]) => INDEX.exec(String(sql)));
  const statements = definitions.flatMap((parts, at) => {
    const [, unique = '', over = ''] = parts ?? [];
    if (over === '' || gone.some((column) => names(over, column))) return [];
    // Index names are the whole file's: the one on readers' table has its own until publishing.
    const name = quoted(`${live.schema}.${live.identifier} ${at + 1} ${invocation.id}`);
    return [`create ${unique}index ${name} on ${builds.written(copy)} ${over}`];
  });
  return askInOrder(run, statements);
}

const NAME = String.raw`(?:"(?:[^"]|"")*"|\[[^\]]*\]|\`[^\`]*\`|[^\s(]+)`;
/** An index as SQLite keeps it: whether it is unique, and what stands behind the name of its table. */
const INDEX = new RegExp(String.raw`^create\s+(unique\s+)?index\s+${NAME}\s+on\s+${NAME}\s*(.*)$`, 'is');

function names(definition: string, column: string): boolean {
  const escaped = column.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`, 'i').test(definition);
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
