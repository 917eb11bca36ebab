import type { Column } from '../../../../shared/domain/column.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Published } from '../../builds.ts';
import { quoteText } from '../connection.ts';
import { commentSql, forgetSql, recordSql } from '../ddl.ts';
import type { Places } from '../places.ts';
import { plain } from '../prepare.ts';
import { type At, knownAt, quoteAt, textAt } from '../replacing/at.ts';
import type { Transaction } from '../transaction.ts';

interface Described {
  readonly published: Published;
  readonly target: At;
}

/** What is said of relations and their columns goes with them; of columns that aren't there nothing can be said. */
export async function describe(
  transaction: Transaction,
  places: Places,
  entries: readonly Described[],
): Promise<Result<void>> {
  const known = await knownAt(
    transaction,
    entries.map(({ target }) => target),
  );
  if (!known.ok) return known;
  const there = await columnsAt(
    transaction,
    entries.map(({ target }) => target),
  );
  if (!there.ok) return there;
  const sql = entries.flatMap(({ published, target }) => {
    const kind = known.value.get(quoteAt(target))?.kind ?? 'table';
    const has = there.value.get(quoteAt(target)) ?? new Set();
    const told = published.columns?.filter(({ name }) => has.has(name));
    const comment = published.how === 'changed' ? undefined : published.comment;
    return [
      ...recorded(places, target, published, told),
      ...(told ?? []).flatMap((column) => commentSql(quoteAt(target), column)),
      ...(comment === undefined ? [] : [`comment on ${kind} ${quoteAt(target)} is ${quoteText(comment)}`]),
    ];
  });
  return sql.length === 0 ? ok(undefined) : transaction.script(sql.join(';\n'));
}

function recorded(
  places: Places,
  { relation }: At,
  { how }: Published,
  columns: readonly Column[] | undefined,
): string[] {
  if (relation === null || (how === 'changed' && columns === undefined)) return [];
  const forgotten = forgetSql(places, [relation]);
  return columns === undefined || columns.length === 0
    ? [forgotten]
    : [forgotten, recordSql(places, relation, columns, 0)];
}

async function columnsAt(
  transaction: Transaction,
  all: readonly At[],
): Promise<Result<ReadonlyMap<string, ReadonlySet<string>>>> {
  if (all.length === 0) return ok(new Map());
  const answer = await transaction.run(
    plain(`select n.nspname, c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and (n.nspname, c.relname) in (${all.map(textAt).join(', ')})`),
  );
  if (!answer.ok) return answer;
  const found = new Map<string, Set<string>>();
  for (const [schema, name, column] of answer.value.rows) {
    const key = quoteAt({ schema: String(schema), name: String(name), relation: null });
    found.set(key, (found.get(key) ?? new Set()).add(String(column)));
  }
  return ok(found);
}
