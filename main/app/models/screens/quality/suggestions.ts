import type { Suggestion } from '../../../../../shared/contract/quality.ts';
import { RelationName } from '../../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import { checksBySubject, columnOf, kindOf } from '../../../../models/project/checksOf.ts';
import type { Project } from '../../../../models/project/project.ts';
import { profileRelation, recordProfile } from '../../../../models/quality/profile.ts';
import { suggest } from '../../../../models/quality/suggest.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { placeOf } from '../graphNodes.ts';

/** Profiles made by asking for suggestions belong to no build. */
const NO_BUILD = 'profile';

/** Counts a node's relation through, keeps the profile, and says which checks its rows speak for. */
export async function suggestionsFor(
  store: Store,
  project: Project,
  id: string,
  options: { readonly now: Date; readonly signal?: AbortSignal | undefined },
): Promise<Result<{ rows: number; suggestions: Suggestion[] }>> {
  const node = project.nodes.get(id);
  const place = node === undefined ? null : placeOf(node);
  const name = RelationName.safeParse(place === null ? '' : `${place.schema}.${place.identifier}`);
  if (!name.success)
    return fail('BAD_INPUT', {
      message: 'Only relations of a layer can be counted through.',
      next: 'Choose a model that lies in staging, core or analytics.',
      subject: id,
    });
  const relation = await store.describe(name.data);
  if (!relation.ok) return relation;
  if (relation.value === null)
    return fail('MODEL_FAILED', {
      message: `There is no ${name.data} yet.`,
      next: 'Build it first.',
      subject: id,
    });
  const read = options.signal === undefined ? {} : { signal: options.signal };
  // Ours begin with an underscore and need no check of a project.
  const columns = relation.value.columns.filter((column) => !column.name.startsWith('_'));
  const profile = await profileRelation(store, name.data, columns, read);
  if (!profile.ok) return profile;
  const at = options.now.toISOString();
  const kept = await recordProfile(store, profile.value, { build: `${NO_BUILD} ${at.slice(0, 10)}`, at });
  if (!kept.ok) return kept;
  const there = new Set(
    (checksBySubject(project).get(id) ?? []).map((check) => `${columnOf(check) ?? ''} ${kindOf(check)}`),
  );
  const suggestions = suggest(profile.value, (column, check) => there.has(`${column ?? ''} ${check}`));
  return ok({ rows: profile.value.rows, suggestions });
}
