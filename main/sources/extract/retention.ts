import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Loads } from '../../warehouse/loads.ts';
import type { Terms } from '../connectors/connectorFacts.ts';
import type { ExtractionRecords } from './extractionRecords.ts';

const DAY_MS = 86_400_000;

/**
 * Deletes what the terms don't allow to keep any longer. Asked for of every source whenever any is extracted, because one
 * that is never read again must be forgotten too.
 */
export async function applyRetention(
  source: string,
  terms: Terms,
  streams: readonly { readonly stream: string; readonly relation: RelationName }[],
  around: {
    readonly loads: Loads;
    readonly records: ExtractionRecords;
    readonly clock: () => Date;
    readonly newId: () => string;
  },
): Promise<Result<{ rows: number }>> {
  if (terms.retention_days === 'none') return ok({ rows: 0 });
  const now = around.clock();
  const before = new Date(now.getTime() - terms.retention_days * DAY_MS);
  const id = around.newId();
  let rows = 0;
  for (const { stream, relation } of streams) {
    const expired = await around.loads.expire(relation, before);
    if (!expired.ok) return expired;
    if (expired.value.loads === 0) continue;
    rows += expired.value.rows;
    const at = now.toISOString();
    const noted = await around.records.add({
      id,
      kind: 'retention',
      source,
      startedAt: at,
      endedAt: at,
      outcome: {
        stream,
        relation,
        status: 'done',
        records: 0,
        rows: expired.value.rows,
        rejected: 0,
        superseded: 0,
        loads: [],
        requests: 0,
        waitedMs: 0,
        failures: [],
        warnings: [],
      },
    });
    if (!noted.ok) return noted;
  }
  return ok({ rows });
}
