import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { quoteText } from './connection.ts';
import { forgetSql } from './ddl.ts';
import type { Places } from './places.ts';
import { tidyNames } from './renamed.ts';
import { knownAt, quoteAt, relationAt } from './replacing/at.ts';
import { replace } from './replacing/plan.ts';
import { renameSql } from './replacing/rename.ts';
import type { Transaction } from './transaction.ts';

export interface Pair {
  readonly shadow: RelationName;
  readonly target: RelationName;
}

/** Each shadow takes its target's place, whatever other views make of either. */
export async function replaceAll(
  transaction: Transaction,
  places: Places,
  pairs: readonly Pair[],
  lockMs: number,
): Promise<Result<void>> {
  if (pairs.length === 0) return ok(undefined);
  const moves = pairs.map(({ shadow, target }) => ({
    shadow: relationAt(places, shadow),
    target: relationAt(places, target),
  }));
  const known = await knownAt(
    transaction,
    moves.flatMap(({ shadow, target }) => [shadow, target]),
  );
  if (!known.ok) return known;
  const missing = moves.find(({ shadow }) => !known.value.has(quoteAt(shadow)));
  if (missing !== undefined)
    return fail('SQL_FAILED', {
      subject: String(missing.target.relation),
      message: `${missing.target.relation} can’t be replaced: there is no ${missing.shadow.relation} to take its place.`,
      next: 'Build it again.',
    });
  const replaced = await replace(transaction, {
    lockMs,
    ordered: false,
    replacements: moves.map(({ shadow, target }) => {
      const found = known.value.get(quoteAt(shadow)) ?? null;
      return {
        target,
        old: known.value.get(quoteAt(target)),
        shadow: found,
        sql: renameSql(shadow, target, found?.kind ?? 'table'),
      };
    }),
  });
  if (!replaced.ok) return replaced;
  const records = pairs.map(
    ({ shadow, target }) =>
      `update ${places.columns} set relation = ${quoteText(target)} where relation = ${quoteText(shadow)}`,
  );
  const moved = await transaction.script(
    [
      forgetSql(
        places,
        pairs.map(({ target }) => target),
      ),
      ...records,
    ].join(';\n'),
  );
  return moved.ok ? tidyNames(transaction, moves, 'by columns') : moved;
}
