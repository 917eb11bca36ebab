import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { CheckTold } from '../../../../audit/packages/material/common.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { type LatestResult, latestResults } from '../../../models/screens/latestResults.ts';

/** The latest verdicts of the checks that look at these nodes. */
export async function checksOf(store: Store, nodes: readonly string[]): Promise<Result<CheckTold[]>> {
  const results = await latestResults(store);
  if (!results.ok) return results;
  const wanted = new Set(nodes);
  const told = [...results.value.values()]
    .filter((one) => one.check !== null && one.about !== null && wanted.has(one.about))
    .map(checkTold);
  return ok(told.sort((a, b) => (`${a.about} ${a.id}` < `${b.about} ${b.id}` ? -1 : 1)));
}

export function checkTold(one: LatestResult): CheckTold {
  return {
    id: one.node.split('.').slice(2).join('.') || one.node,
    rule: one.check ?? one.kind,
    about: one.about?.split('.').slice(2).join('.') ?? '',
    ...{ column: one.column, threshold: one.threshold, observed: one.failures },
    ...{ result: one.status, severity: one.severity, at: one.at, message: one.message ?? '' },
  };
}
