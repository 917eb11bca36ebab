import type { Column } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';

/** The columns of a relation that a study asks for, in the order asked. */
export async function columnsNamed(
  store: Store,
  relation: RelationName,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly Column[]>> {
  const there = await store.describe(relation, { signal });
  if (!there.ok) return there;
  if (there.value === null)
    return fail('BAD_INPUT', {
      message: `There is no relation ${relation}.`,
      next: 'Build or load it before it is studied, or correct its name in the study.',
      subject: relation,
    });
  const { columns } = there.value;
  const found = names.map((name) => columns.find((column) => column.name === name));
  const missing = [...new Set(names.filter((_, at) => found[at] === undefined))];
  if (missing.length === 0) return ok(found.filter((column): column is Column => column !== undefined));
  return fail('BAD_INPUT', {
    message: `${relation} has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')}: it has ${columns.map(({ name }) => name).join(', ') || 'none'}.`,
    next: 'Correct the study, or name its columns so in the model that makes it.',
    subject: relation,
  });
}
