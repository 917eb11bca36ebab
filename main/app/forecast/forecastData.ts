import { USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { inputsOf, type StudyFile } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { writtenDatasets } from '../pipelines/datasets.ts';
import { type ReadyStudy, readyStudy } from '../studies/studyFiles.ts';
import { readStudyData, type StudyData } from '../studies/studySeries.ts';

/** What forecasts are made over: whose folder, and whose warehouse. */
export interface ForecastPlace {
  readonly folder: string;
  readonly store: Store;
}

export interface ForecastData {
  readonly ready: ReadyStudy;
  readonly data: StudyData;
}

export interface ForecastDataReader {
  /** Every series of a study: outcomes that no signal belongs to can be forecast too. */
  read(place: ForecastPlace, study: string, work: Work): Promise<Result<ForecastData>>;
}

interface Kept {
  readonly key: string;
  readonly read: ForecastData;
}

/** Reads a study's series once for as long as none of its relations is written anew. */
export function createForecastData(): ForecastDataReader {
  let kept: Kept | null = null;
  return {
    async read({ folder, store }, name, work) {
      const ready = await readyStudy(folder, name);
      if (!ready.ok) return ready;
      const { grain = USUAL_GRAIN } = ready.value.study;
      if (grain !== USUAL_GRAIN)
        return fail('BAD_INPUT', {
          message: `The study ${name} is by the ${grain}, and forecasts are of days.`,
          next: 'Choose a study by the day, or write one over daily series.',
          subject: name,
        });
      const file = withoutPairs(ready.value.study);
      const written = await writtenDatasets(store, inputsOf(file), work.signal);
      if (!written.ok) return written;
      const versions = inputsOf(file).map((relation) => written.value.get(relation)?.version);
      const key = JSON.stringify([folder, name, ready.value.hash, versions]);
      if (kept?.key === key) return ok(kept.read);
      const data = await readStudyData(store, file, work);
      if (!data.ok) return data;
      const read = { ready: ready.value, data: data.value };
      // A relation without a version may have changed, and nothing would say so.
      kept = versions.every((version) => version !== undefined) ? { key, read } : null;
      return ok(read);
    },
  };
}

function withoutPairs({ pairs: _, ...file }: StudyFile): StudyFile {
  return file;
}
