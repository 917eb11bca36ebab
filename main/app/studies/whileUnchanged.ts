import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { writtenDatasets } from '../pipelines/datasets.ts';

/** Pages of a relation that is replaced meanwhile would be of two versions: what is returned says whether any was. */
export async function whileUnchanged(
  store: Store,
  relations: readonly RelationName[],
  signal: AbortSignal,
): Promise<Result<() => Promise<Result<void>>>> {
  const before = await writtenDatasets(store, relations, signal);
  if (!before.ok) return before;
  return ok(async () => {
    const after = await writtenDatasets(store, relations, signal);
    if (!after.ok) return after;
    const changed = relations.find((one) => after.value.get(one)?.version !== before.value.get(one)?.version);
    if (changed === undefined) return ok(undefined);
    return fail('STORE_BUSY', {
      message: `${changed} was written anew while it was read.`,
      next: 'Nothing is to be done: try again, or wait until the step is tried again.',
      subject: changed,
      retry: true,
    });
  });
}
