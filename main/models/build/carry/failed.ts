import type { Failure } from '../../../../shared/errors/failure.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import type { Place } from '../../project/problem.ts';
import type { Told } from '../nodeRun.ts';
import { placeInTemplate } from './placeInTemplate.ts';

/** A statement of a node that the database refused, told of the node and placed in its file. */
export function statementFailed(
  node: ProjectNode,
  failure: Failure,
  statement: { readonly sql: string; readonly at?: Place; readonly linesBefore?: number },
): Failure {
  if (failure.code !== 'SQL_FAILED' && failure.code !== 'SQL_REFUSED') return failure;
  const [told] = failure.problems ?? [];
  const line = told === undefined ? null : told.line - (statement.linesBefore ?? 0);
  const inSql = told === undefined || line === null || line < 1 ? null : { line, column: told.column };
  const place = statement.at ?? placeInTemplate(node, statement.sql, inSql);
  return {
    code: 'MODEL_FAILED',
    message: `${node.name} failed: ${failure.message}`,
    next: failure.next,
    subject: node.uniqueId,
    retry: false,
    problems: [
      {
        file: place.file,
        line: Math.max(1, place.line),
        column: Math.max(1, place.column),
        message: told?.message ?? failure.message,
        severity: 'error',
      },
    ],
  };
}

/** What a carry-out answers when something failed. */
export function toldOf(failure: Failure, more: Partial<Told> = {}): Told {
  return {
    ...more,
    status: failure.code === 'CANCELLED' ? 'cancelled' : 'error',
    message: failure.message,
    failure,
  };
}
