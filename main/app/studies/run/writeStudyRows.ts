import type { Row } from '../../../../shared/domain/column.ts';
import { USUAL_GRAIN } from '../../../../shared/domain/grain.ts';
import { fail, type Result } from '../../../../shared/errors/failure.ts';
import type { Store, TableSpec, WriteSession } from '../../../warehouse/store.ts';
import { appendRows, replaceRows } from '../replaceRows.ts';

/** What relations of older programs lack. What was found before studies had a grain was found by day. */
const ADDED_LATER: Readonly<Record<string, string>> = {
  grain: `text not null default '${USUAL_GRAIN}'`,
  signal_label: 'text',
  outcome_label: 'text',
};

/** The rows of one study in place of those it had; those of other studies in the same relation stay. */
export async function writeStudyRows(
  store: Pick<Store, 'quote'>,
  session: WriteSession,
  spec: TableSpec,
  study: string,
  rows: readonly Row[],
): Promise<Result<void>> {
  const there = await session.describe(spec.name);
  if (!there.ok) return there;
  if (there.value === null) return replaceRows(session, spec, rows);
  const names = there.value.columns.map(({ name }) => name);
  const isOurs = there.value.kind === 'table' && names.slice(0, 2).join() === 'study,version';
  if (!isOurs)
    return fail('BAD_INPUT', {
      message: `${spec.name} is there already and no study wrote it.`,
      next: 'Name another relation in the study, or drop this one.',
      subject: spec.name,
    });
  const table = store.quote(spec.name);
  const wanted = spec.columns.map(({ name }) => name);
  const added = wanted.slice(names.length);
  const isOlder =
    names.join() === wanted.slice(0, names.length).join() && added.every((name) => name in ADDED_LATER);
  if (isOlder) {
    for (const name of added) {
      const told = await session.execute(`alter table ${table} add column "${name}" ${ADDED_LATER[name]}`);
      if (!told.ok) return told;
    }
    const gone = await session.execute(`delete from ${table} where "study" = ?`, [study]);
    return gone.ok ? appendRows(session, spec, rows) : gone;
  }
  const others = await session.query(`select distinct "study" from ${table} where "study" <> ? limit 1`, [
    study,
  ]);
  if (!others.ok) return others;
  const [other] = others.value.rows;
  if (other === undefined) return replaceRows(session, spec, rows);
  return fail('BAD_INPUT', {
    message: `${spec.name} holds what the study ${String(other[0])} found, with other columns than ${study} has.`,
    next: 'Give both the same columns under about, or name another relation in one of them.',
    subject: spec.name,
  });
}
