import type { Failure } from '../../../../shared/errors/failure.ts';
import type { Rendering } from '../../compile/rendering.ts';
import { asProblem, isForBoth, lintNode } from '../../lint/lintNode.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import { loadSqlParser } from '../../sql/parser.ts';
import type { BuildRequest } from '../request.ts';

/** Keeps out what one engine would answer differently: of models for both everything, of others what SQLite can't do. */
export interface LintGate {
  refusal(node: ProjectNode, rendering: () => Rendering): Promise<Failure | null>;
}

const OPEN: LintGate = { refusal: async () => null };

export async function createLintGate({ project, builds }: BuildRequest): Promise<LintGate> {
  const { engine } = builds;
  const needed = engine === 'sqlite' || [...project.nodes.values()].some(isForBoth);
  if (!needed) return OPEN;
  const parser = await loadSqlParser();
  return {
    async refusal(node, rendering) {
      const first = lintNode(parser, node, engine);
      if (first.rejected.length === 0 && first.unread === null) return null;
      // Only the compiled SQL tells which branches of a template are taken.
      const compiled = await rendering().compile();
      if (!compiled.ok) return null;
      const { rejected } = lintNode(parser, node, engine, compiled.value.shown);
      return rejected.length === 0
        ? null
        : refused(
            node,
            rejected.map((one) => asProblem(one, true)),
          );
    },
  };
}

function refused(node: ProjectNode, problems: NonNullable<Failure['problems']>): Failure {
  const [first] = problems;
  const more = problems.length === 1 ? '' : ` ${problems.length - 1} more like it stand in the file.`;
  return {
    code: 'MODEL_INVALID',
    message: isForBoth(node)
      ? `${node.name} is declared for both engines, and one would answer it differently. ${first?.message ?? ''}${more}`
      : `${node.name} reads as if written for Postgres, and SQLite would answer it differently. ${first?.message ?? ''}${more}`,
    next: isForBoth(node)
      ? 'Change the lines named.'
      : 'Change the lines named, or build on Postgres; for a model that is meant for SQLite alone, say `meta: {engines: [sqlite]}` in its config.',
    subject: node.uniqueId,
    retry: false,
    problems,
  };
}
