import type { StudyFile } from '../../../../shared/domain/study.ts';
import { grainSettings } from '../../../insight/grain/grainSettings.ts';
import type { PairFindingOptions } from '../../../insight/screen/pairFinding.ts';

/** What a study's file asks of every one of its findings. */
export function studyOptions(file: StudyFile): PairFindingOptions & { readonly maxLead: number } {
  const delays = { latency: file.latency_days ?? 0, reaction: file.reaction_days ?? 0 };
  return {
    maxLead: file.leads ?? grainSettings(file.grain).maxLead,
    seed: file.seed ?? 0,
    confirmed: true,
    delays,
  };
}
