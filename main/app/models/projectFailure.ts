import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { ProjectProblem } from '../../models/project/problem.ts';

/** A project that can't be read at all, with every place that says why. */
export function unusable(folder: string, problems: readonly ProjectProblem[]): Result<never> {
  const [first] = problems.filter((one) => one.severity === 'error');
  return fail('PROJECT_INVALID', {
    message: `The project in ${folder} can't be used: ${first?.message ?? 'it has no dbt_project.yml.'}`,
    next: first?.next ?? 'Put a dbt_project.yml there, or name another folder.',
    subject: folder,
    problems: problems.map(({ file, line, column, message, severity }) => ({
      file,
      line,
      column,
      message,
      severity,
    })),
  });
}
