import { type FileProblem, fail, type Result } from '../../../shared/errors/failure.ts';
import { CALLED_FROM_OUTSIDE, TemplateError } from '../../jinja/templateError.ts';
import type { ProjectNode } from '../project/nodes.ts';
import type { Place } from '../project/problem.ts';
import { StatementFault } from './statementFault.ts';

const SHOWN_SQL = 600;

/** Does the work of a template; what goes wrong in it becomes a failure with its place. */
export async function told<T>(node: ProjectNode, at: Place, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    if (thrown instanceof StatementFault) return statementFailure(node, at, thrown);
    if (!(thrown instanceof TemplateError)) throw thrown;
    const known = thrown.template !== '' && thrown.template !== CALLED_FROM_OUTSIDE;
    const place = known ? { file: thrown.template, line: thrown.line, column: thrown.column } : at;
    if (thrown.cause instanceof StatementFault) return statementFailure(node, place, thrown.cause);
    const message = sentence(thrown.message);
    return fail('MODEL_INVALID', {
      message: `${node.name} can't be compiled: ${message}`,
      next:
        place.file === node.place.file
          ? `Correct ${place.file}, line ${place.line}.`
          : `Look at ${place.file}, line ${place.line}, and at what ${node.place.file} hands to it.`,
      subject: node.uniqueId,
      problems: [problem(place, message)],
    });
  }
}

function statementFailure(node: ProjectNode, place: Place, { failure, sql }: StatementFault): Result<never> {
  if (failure.code !== 'SQL_FAILED') return { ok: false, failure };
  const asked = sql.trim();
  const shown = asked.length > SHOWN_SQL ? `${asked.slice(0, SHOWN_SQL)} …` : asked;
  const message = sentence(failure.message);
  return fail('MODEL_FAILED', {
    message: `${node.name} asked the database something while it was compiled, and that failed: ${message}${shown === '' ? '' : ` It ran: ${shown}`}`,
    next: failure.next,
    subject: node.uniqueId,
    retry: failure.retry,
    problems: [problem(place, message)],
  });
}

function problem(place: Place, message: string): FileProblem {
  return {
    file: place.file,
    line: Math.max(1, place.line),
    column: Math.max(1, place.column),
    message,
    severity: 'error',
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
