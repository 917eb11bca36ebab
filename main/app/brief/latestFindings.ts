import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { LeadRange, Verdict } from '../../insight/finding/verdict.ts';
import type { Store } from '../../warehouse/store.ts';
import { byBytes } from '../studies/byBytes.ts';
import { labelsRead } from '../studies/run/labelsRead.ts';

/** A finding as the study's relation holds it. */
export interface WrittenFinding {
  readonly signal: string;
  readonly outcome: string;
  readonly signalLabel: string;
  readonly outcomeLabel: string;
  readonly verdict: Verdict;
  readonly lead: number | null;
  readonly interval: LeadRange | null;
  readonly strength: number | null;
  readonly p: number | null;
  readonly q: number | null;
  readonly detectable: { readonly correlation: number; readonly elasticity: number } | null;
  readonly actionableDays: number | null;
  readonly sentence: string;
}

const MOST = 200_000;

export async function latestFindings(
  store: Store,
  into: RelationName,
  study: string,
  signal?: AbortSignal,
): Promise<Result<readonly WrittenFinding[]>> {
  const there = await store.describe(into, signal && { signal });
  if (!there.ok) return there;
  if (there.value === null)
    return fail('BAD_INPUT', {
      message: `${into} isn’t there, so there are no findings of ${study}.`,
      next: `Run the study: npm run -s leadline -- study ${study}`,
      subject: into,
    });
  const read = await store.query(
    `select "signal", "outcome", "verdict", "lead", "lead_from", "lead_to", "r", "p", "q", "detectable_correlation",
        "detectable_elasticity", "actionable_days", "sentence", ${labelsRead(there.value).join(', ')}
      from ${store.quote(into)} where "study" = ? order by "signal"${byBytes(store)}, "outcome"${byBytes(store)}`,
    [study],
    { limit: MOST, ...(signal && { signal }) },
  );
  if (!read.ok) return read;
  return ok(
    read.value.rows.map((row): WrittenFinding => {
      const [signalName, outcome, verdict, ...cells] = row;
      const [sentence, signalLabel, outcomeLabel] = cells.splice(-3).map(String);
      const [lead, from, to, r, p, q, correlation, elasticity, actionable] = cells.map((cell) =>
        cell === null ? null : Number(cell),
      );
      return {
        ...{ signal: String(signalName), outcome: String(outcome), verdict: String(verdict) as Verdict },
        lead: lead ?? null,
        interval: from == null || to == null ? null : { lower: from, upper: to },
        ...{ strength: r ?? null, p: p ?? null, q: q ?? null, actionableDays: actionable ?? null },
        detectable: correlation == null || elasticity == null ? null : { correlation, elasticity },
        ...{ sentence: sentence ?? '', signalLabel: signalLabel ?? '', outcomeLabel: outcomeLabel ?? '' },
      };
    }),
  );
}
