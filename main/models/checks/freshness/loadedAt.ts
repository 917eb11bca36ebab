import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { NodeRun } from '../../build/nodeRun.ts';
import type { SourceNode } from '../../project/nodes.ts';
import { withoutEnd } from '../checkQuery.ts';

/** When a source last brought something; null when it never did. */
export interface LoadedAt {
  readonly at: Date | null;
  /** The question as asked; undefined when the ledger of loads answered. */
  readonly sql?: string;
}

export async function loadedAt(run: NodeRun<SourceNode>): Promise<Result<LoadedAt>> {
  const { node, line, surroundings, signal } = run;
  const rendering = run.rendering();
  const asked = async (text: string, around: (sql: string) => string): Promise<Result<LoadedAt>> => {
    const compiled = await rendering.render(text, node.place);
    if (!compiled.ok) return compiled;
    const answer = await line.run(around(withoutEnd(compiled.value.sql)), { signal, limit: 1 });
    if (!answer.ok) return answer;
    const cell = answer.value.rows[0]?.[0] ?? null;
    const sql = around(withoutEnd(compiled.value.shown));
    if (cell === null) return ok({ at: null, sql });
    const at = typeof cell === 'string' ? momentOf(cell) : null;
    return at === null ? notAMoment(node, String(cell)) : ok({ at, sql });
  };
  if (node.loadedAtQuery !== undefined) return asked(node.loadedAtQuery, (sql) => sql);
  if (node.loadedAtField !== undefined) {
    const from = surroundings.builds.written(surroundings.current(node.relation));
    const filter = node.freshness?.filter;
    const where = filter === undefined ? '' : `\nwhere ${filter}`;
    return asked(`select max(${node.loadedAtField}) as loaded_at from ${from}${where}`, (sql) => sql);
  }
  return newestLoad(run);
}

/** Nothing says which column tells it: for what was loaded here, the ledger knows. */
async function newestLoad({ node, request, signal }: NodeRun<SourceNode>): Promise<Result<LoadedAt>> {
  const { schema, identifier } = node.relation;
  const relation = `${schema}.${identifier}`;
  if (schema !== 'raw')
    return fail('MODEL_INVALID', {
      message: `Nothing says when ${relation} was loaded: the source names no column for it, and it is not one that was loaded here.`,
      next: 'Write loaded_at_field: with the column that tells it, or loaded_at_query:.',
      subject: node.uniqueId,
    });
  const { store } = request;
  const newest = await store.query(
    `select max("at") as "newest" from ${internalTable(store, 'loads')} where "relation" = ?`,
    [relation],
    { signal, priority: 'background' },
  );
  if (!newest.ok) return newest;
  const cell = newest.value.rows[0]?.[0] ?? null;
  if (cell === null) return ok({ at: null });
  const at = typeof cell === 'string' ? momentOf(cell) : null;
  return at === null ? notAMoment(node, String(cell)) : ok({ at });
}

function notAMoment(node: SourceNode, text: string): Result<never> {
  return fail('MODEL_INVALID', {
    message: `The newest value of ${node.loadedAtField ?? 'loaded_at_query'} in ${node.sourceName}.${node.name} is ${text}, which is no moment in time.`,
    next: 'Let loaded_at_field give a day or a timestamp: cast the column, or name another.',
    subject: node.uniqueId,
  });
}

/** A moment without a zone is UTC, a day is its first moment. */
export function momentOf(text: string): Date | null {
  const found =
    /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?\s*$/i.exec(
      text,
    );
  if (found === null) return null;
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = found;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const at = new Date(
    `${day}T${minutes}:${seconds}${fraction.slice(0, 4)}${offset.toUpperCase() === 'UTC' ? 'Z' : offset}`,
  );
  return Number.isNaN(at.getTime()) ? null : at;
}
