import type { StepOf } from '../../../../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { StepCall } from '../../../../pipelines/run/runner.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { runStudy, type StudyRun } from '../../../studies/runStudy.ts';
import { readStudy, readyStudy } from '../../../studies/studyFiles.ts';
import { type Applied, markApplied } from '../appliedSteps.ts';
import { counted } from '../ends.ts';
import type { StudyStepOptions } from './studyStep.ts';

const REFUSALS_TOLD = 20;

/** A study's file. Its findings, its version, the tried pairs and the mark of this attempt are one transaction. */
export async function studyOfFile(
  { step, run, attempt, signal, report, say }: StepCall<'study'>,
  { store }: Pick<Warehouse, 'store'>,
  { folder, clock, version }: Pick<StudyStepOptions, 'folder' | 'clock' | 'version'>,
): Promise<Result<Applied>> {
  const ready = await readyStudy(folder, step.study);
  if (!ready.ok) return ready;
  const done = await runStudy(
    ready.value,
    {
      store,
      clock,
      program: version,
      within: (session, found) =>
        markApplied(store, session, { attempt, run: run.id, at: found.version.at }, outcomeOf(found)),
    },
    { signal, report },
  );
  if (!done.ok) return done;
  const refused = done.value.findings.filter(({ verdict }) => verdict === 'refused');
  for (const { sentence } of refused.slice(0, REFUSALS_TOLD)) say(sentence);
  const outcome = outcomeOf(done.value);
  say(outcome.told);
  return ok(outcome);
}

/** Those of its file as it is now; a file with a fault writes nothing. */
export async function writesOfFile(
  step: StepOf<'study'>,
  { folder }: Pick<StudyStepOptions, 'folder'>,
): Promise<readonly RelationName[]> {
  const study = (await readStudy(folder, step.study))?.study ?? null;
  if (study === null) return [];
  return study.strength_into === undefined ? [study.into] : [study.into, study.strength_into];
}

function outcomeOf({ findings, related, tests, version, wrote }: StudyRun): Applied {
  const refused = version.counts['refused'] ?? 0;
  const told = `${counted(findings.length, 'pair')} studied, ${related} related after correction for ${tests.toLocaleString('en')} tried${refused > 0 ? `, ${refused} refused` : ''}. Version ${version.version}.`;
  return { told, rows: findings.length, wrote: [...wrote] };
}
