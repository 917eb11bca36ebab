import { type Failure, fail } from '../../../shared/errors/failure.ts';
import type { CarryOut } from '../build/nodeRun.ts';
import type { ProjectNode } from '../project/nodes.ts';
import type { Place } from '../project/problem.ts';

/** What carrying out a check answers. */
export type Outcome = Awaited<ReturnType<CarryOut<ProjectNode>>>;

/** A failure that stands at a place of the project; what the failure itself located comes first. */
export function located(failure: Failure, node: ProjectNode, at: Place = node.place): Failure {
  const problems = failure.problems ?? [
    { file: at.file, line: at.line, column: at.column, message: failure.message, severity: 'error' as const },
  ];
  return { ...failure, subject: failure.subject ?? node.uniqueId, problems };
}

/** A check that couldn't be asked. */
export function unanswered(
  failure: Failure,
  node: ProjectNode,
  more: { readonly sql?: string; readonly at?: Place; readonly status?: 'error' | 'runtime error' } = {},
): Outcome {
  const told = located(asModelFailure(failure), node, more.at);
  return {
    status: failure.code === 'CANCELLED' ? 'cancelled' : (more.status ?? 'error'),
    message: told.message,
    failure: told,
    ...(more.sql === undefined ? {} : { sql: more.sql }),
  };
}

function asModelFailure(failure: Failure): Failure {
  return failure.code === 'SQL_FAILED' || failure.code === 'SQL_REFUSED'
    ? { ...failure, code: 'MODEL_FAILED' }
    : failure;
}

/** A check that was asked and spoke against what it looked at. */
export function spokenAgainst(node: ProjectNode, message: string, next: string, at?: Place): Failure {
  return located(fail('CHECK_FAILED', { message, next }).failure, node, at);
}

/** The check itself is written wrongly. */
export function invalid(node: ProjectNode, message: string, next: string, at?: Place): Failure {
  return located(fail('MODEL_INVALID', { message, next }).failure, node, at);
}
