import type { UsedVersion } from '../../../shared/contract/explorer.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { studyVersions } from '../studies/run/versions.ts';
import type { Holding } from './heldStudy.ts';

/** The last run of a study, and whether it was of what is held now; null where it was never run. */
export async function usedVersion(
  { ready, data }: Pick<Holding, 'ready' | 'data'>,
  store: Store,
  signal?: AbortSignal,
): Promise<Result<UsedVersion | null>> {
  const versions = await studyVersions(store, ready.name, signal);
  if (!versions.ok) return versions;
  const [latest] = versions.value;
  if (latest === undefined) return ok(null);
  const relations = new Set([...Object.keys(latest.data), ...Object.keys(data.hashes)]);
  const changed = [
    ...[...relations].filter((one) => latest.data[one] !== data.hashes[one]).sort(),
    ...(latest.settings === ready.hash ? [] : ['the settings of the study']),
  ];
  const stale =
    changed.length === 0
      ? null
      : `Since version ${latest.version} something has changed: ${changed.join(', ')}.`;
  return ok({ version: latest.version, at: latest.at, stale });
}
