import { ok, type Result } from '../../../shared/errors/failure.ts';
import { studyVersions } from '../studies/run/versions.ts';
import { studyNames } from '../studies/studyFiles.ts';
import { readBriefFile } from './briefFiles.ts';
import type { BriefPlace } from './decideDirective.ts';
import { keepVisit } from './visits.ts';

/** The study that was shown, as `readBrief` chooses it. Without one there was nothing to see. */
export async function markSeen({ store, folder }: BriefPlace, now: Date): Promise<Result<{ at: string }>> {
  const at = now.toISOString();
  const file = await readBriefFile(folder);
  const study = (file.ok ? file.value?.study : undefined) ?? (await studyNames(folder))?.[0];
  if (study === undefined) return ok({ at });
  const versions = await studyVersions(store, study);
  if (!versions.ok) return versions;
  const kept = await keepVisit(store, study, { at, version: versions.value[0]?.version ?? null });
  return kept.ok ? ok({ at }) : kept;
}
