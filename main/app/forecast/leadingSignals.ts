import type { LeadingSignal } from '../../../shared/contract/forecast.ts';
import type { StudyFile } from '../../../shared/domain/study.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { labelsRead } from '../studies/run/labelsRead.ts';

const USEFUL = ['confirmed', 'suggestive', 'unresolved lag'] as const;
const MOST = 20_000;

/** Of each outcome, the signals that the study's latest run found to come first; null where the study has no findings yet. */
export async function leadingSignals(
  store: Store,
  study: string,
  { into, signals }: StudyFile,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, LeadingSignal[]> | null>> {
  const relation = await store.describe(into, signal && { signal });
  if (!relation.ok) return relation;
  const has = (name: string) => relation.value?.columns.some((column) => column.name === name) === true;
  if (!has('outcome') || !has('lead')) return ok(null);
  const platform = (signals.about ?? []).includes('platform') && has('platform') ? '"platform"' : 'null';
  const read = await store.query(
    `select "outcome", "signal", ${labelsRead(relation.value)[0]}, ${platform}, "verdict", "lead", "lead_from", "lead_to", "r" from ${store.quote(into)}
      where "study" = ? and "lead" > 0 and "verdict" in (?, ?, ?)`,
    [study, ...USEFUL],
    { limit: MOST, ...(signal && { signal }) },
  );
  if (!read.ok) return read;
  const found = new Map<string, LeadingSignal[]>();
  for (const [outcome, name, label, on, verdict, lead, from, to, r] of read.value.rows) {
    const known = USEFUL.find((one) => one === verdict);
    if (known === undefined) continue;
    const of = found.get(String(outcome)) ?? [];
    found.set(String(outcome), of);
    of.push({
      signal: String(name),
      label: String(label),
      platform: on == null ? null : String(on),
      verdict: known,
      lead: Number(lead),
      from: from == null ? null : Number(from),
      to: to == null ? null : Number(to),
      strength: r == null ? null : Number(r),
    });
  }
  for (const of of found.values()) of.sort(byTrust);
  return ok(found);
}

function byTrust(one: LeadingSignal, other: LeadingSignal): number {
  const rank = (it: LeadingSignal) => USEFUL.indexOf(it.verdict) - Math.abs(it.strength ?? 0);
  return rank(one) - rank(other) || (one.signal < other.signal ? -1 : 1);
}
