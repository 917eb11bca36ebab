import { inputsOf, type StudyName } from '../../../shared/domain/study.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { datasetVersions } from '../pipelines/datasets.ts';
import { studyOptions } from '../studies/run/studyOptions.ts';
import { readyStudy } from '../studies/studyFiles.ts';
import { readStudyData } from '../studies/studySeries.ts';
import type { HeldStudyData } from './surroundings.ts';

/** Reads a study and keeps the last one, for those who audit several of its findings; what changed meanwhile is read anew. */
export interface StudyReader {
  read(workspace: string, name: StudyName, store: Store, signal: AbortSignal): Promise<Result<HeldStudyData>>;
  forget(): void;
}

export function createStudyReader(): StudyReader {
  let held: { readonly key: string; readonly data: HeldStudyData } | null = null;
  return {
    async read(workspace, name, store, signal) {
      const ready = await readyStudy(workspace, name);
      if (!ready.ok) return ready;
      const { study, hash } = ready.value;
      const versions = await datasetVersions(store, inputsOf(study), signal);
      if (!versions.ok) return versions;
      const key = JSON.stringify([workspace, name, hash, versions.value]);
      if (held?.key === key) return ok(held.data);
      held = null;
      const data = await readStudyData(store, study, { signal, report: () => undefined });
      if (!data.ok) return data;
      held = { key, data: { ready: ready.value, data: data.value, options: studyOptions(study) } };
      return ok(held.data);
    },
    forget() {
      held = null;
    },
  };
}
