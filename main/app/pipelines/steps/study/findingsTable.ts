import type { Column, Row } from '../../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import type { Result } from '../../../../../shared/errors/failure.ts';
import type { Finding } from '../../../../insight/finding/verdict.ts';
import type { TableSpec, WriteSession } from '../../../../warehouse/store.ts';
import { column, instant, storable, whole } from '../../../studies/cells.ts';
import { replaceRows } from '../../../studies/replaceRows.ts';

export interface FoundPair
  extends Pick<
    Finding,
    'verdict' | 'lead' | 'interval' | 'p' | 'q' | 'strength' | 'effectiveN' | 'days' | 'tests' | 'sentence'
  > {
  readonly pair: string;
}

const COLUMNS: readonly Column[] = [
  column('pair', 'text', false),
  column('verdict', 'text', false),
  column('lead', 'integer'),
  column('interval_from', 'integer'),
  column('interval_to', 'integer'),
  column('p', 'number'),
  column('q', 'number'),
  column('strength', 'number'),
  column('effective_n', 'number'),
  column('days', 'integer'),
  column('tests', 'integer', false),
  column('sentence', 'text', false),
  column('run', 'text', false),
  column('at', 'instant', false),
];

/** In place of what the relation held, whatever that was; views that read it go on reading. */
export async function writeFindings(
  session: WriteSession,
  into: RelationName,
  found: readonly FoundPair[],
  mark: { readonly run: string; readonly at: string },
): Promise<Result<void>> {
  const spec: TableSpec = {
    name: into,
    columns: COLUMNS,
    comment: 'What a study found: one row a pair. A lead above 0 means that the signal comes first.',
  };
  return replaceRows(session, spec, rowsOf(found, mark));
}

function rowsOf(
  found: readonly FoundPair[],
  { run, at }: { readonly run: string; readonly at: string },
): Row[] {
  return found.map(({ pair, verdict, lead, interval, p, q, strength, effectiveN, days, tests, sentence }) => [
    ...[storable(pair), verdict, whole(lead), whole(interval?.lower), whole(interval?.upper)],
    ...[p, q, strength, effectiveN, whole(days), BigInt(tests), storable(sentence), run, instant(at)],
  ]);
}
