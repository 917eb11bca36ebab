import type { Step } from '../../../../shared/domain/pipeline/step.ts';
import { RelationName } from '../../../../shared/domain/relation.ts';
import type { Known } from '../known.ts';
import { meant } from '../params.ts';
import { fault, type Path, type PipelineProblem, quoted } from '../problem.ts';

/** A relation needs a place for its findings; a study's file names its own, with everything else. */
export function checkStudy(
  step: Extract<Step, { study: string }>,
  at: Path,
  { studies }: Known,
): PipelineProblem[] {
  const { name, study } = step;
  if (RelationName.safeParse(study).success)
    return step.into === undefined
      ? [fault([...at, 'into'], `step ${name}: into is missing: the relation that the findings go into`)]
      : [];
  const said = (['into', 'max_lead', 'seed'] as const).filter((key) => step[key] !== undefined);
  const problems: PipelineProblem[] = said.map((key) => ({
    ...fault(
      [...at, key],
      `step ${name}: ${key} is said in the file of the study ${quoted(study)}, and not here`,
    ),
    point: 'key',
  }));
  if (studies !== null && !studies.includes(study))
    problems.push(
      fault(
        [...at, 'study'],
        `step ${name}: the workspace has no study ${quoted(study)}${meant(study, studies)}`,
      ),
    );
  return problems;
}
