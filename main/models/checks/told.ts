import { type Failure, fail } from '../../../shared/errors/failure.ts';
import { statementFailed } from '../build/carry/failed.ts';
import type { Told } from '../build/nodeRun.ts';
import type { ProjectNode } from '../project/nodes.ts';
import type { Place } from '../project/problem.ts';

/** A failure that stands at a place of the project; what the failure itself located comes first. */
export function located(failure: Failure, node: ProjectNode, at: Place = node.place): Failure {
  const problems = failure.problems ?? [
    { file: at.file, line: at.line, column: at.column, message: failure.message, severity: 'error' as const },
  ];
  return { ...failure, subject: failure.subject ?? node.uniqueId, problems };
}

/** A check that couldn't be asked: its template, the database, or a cancel. What the database refused stands at `at`. */
export function unanswered(
  failure: Failure,
  node: ProjectNode,
  more: { readonly sql?: string; readonly at?: Place; readonly status?: 'error' | 'runtime error' } = {},
): Told {
  const refused = failure.code === 'SQL_FAILED' || failure.code === 'SQL_REFUSED';
  const told = refused
    ? statementFailed(node, failure, { sql: more.sql ?? '', at: more.at ?? node.place })
    : located(failure, node, more.at);
  return {
    status: failure.code === 'CANCELLED' ? 'cancelled' : (more.status ?? 'error'),
    message: told.message,
    failure: told,
    ...(more.sql === undefined ? {} : { sql: more.sql }),
  };
}

/** A check that was asked and spoke against what it looked at. */
export function spokenAgainst(node: ProjectNode, message: string, next: string, at?: Place): Failure {
  return located(fail('CHECK_FAILED', { message, next }).failure, node, at);
}

/** The check itself is written wrongly. */
export function invalid(node: ProjectNode, message: string, next: string, at?: Place): Failure {
  return located(fail('MODEL_INVALID', { message, next }).failure, node, at);
}
