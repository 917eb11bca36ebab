import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Project } from '../../../models/project/project.ts';
import { createRecords } from '../../../models/records/createRecords.ts';
import type { Store } from '../../../warehouse/store.ts';
import { latestResults } from './latestResults.ts';
import type { OnRecord } from './standing.ts';

/** What builds left, and what is in the layers. */
export async function onRecord(store: Store, project: Project, clock: () => Date): Promise<Result<OnRecord>> {
  const [results, states, catalog] = await Promise.all([
    latestResults(store),
    createRecords(store, clock).states(project.name),
    store.catalog({ priority: 'interactive' }),
  ]);
  if (!results.ok) return results;
  if (!states.ok) return states;
  if (!catalog.ok) return catalog;
  return ok({
    results: results.value,
    states: states.value,
    relations: new Set(catalog.value.map(({ name }) => name)),
  });
}
