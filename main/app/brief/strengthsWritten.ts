import type { StudyFile } from '../../../shared/domain/study.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Answered } from '../cli/study/answersText.ts';
import { byBytes } from '../studies/byBytes.ts';

/** How strongly each platform leads, as the study's relation holds it; none where it has no such relation. */
export async function strengthsWritten(
  store: Store,
  { strength_into: into }: StudyFile,
  study: string,
  signal?: AbortSignal,
): Promise<Result<Answered['strengths']>> {
  if (into === undefined) return ok([]);
  const there = await store.describe(into);
  if (!there.ok) return there;
  if (there.value === null) return ok([]);
  const read = await store.query(
    `select "platform", "platform_rank", "strength", "behind_from" from ${store.quote(into)} where "study" = ?
      order by "outcome"${byBytes(store)}, "platform_rank", "signal"${byBytes(store)}`,
    [study],
    signal && { signal },
  );
  if (!read.ok) return read;
  return ok(
    read.value.rows.map(([platform, rank, strength, lower]) => ({
      ...{ platform: String(platform), rank: Number(rank), strength: Number(strength) },
      behind: { lower: Number(lower) },
    })),
  );
}
