import type { FileProblem } from '../../../shared/errors/failure.ts';
import { asProblem, lintNode } from '../../models/lint/lintNode.ts';
import type { ProjectNode } from '../../models/project/nodes.ts';
import type { SqlParser } from '../../models/sql/parser.ts';
import type { Engine } from '../../warehouse/store.ts';

export interface LintedNode {
  readonly id: string;
  /** In the order of the file; an error keeps the node from being built. */
  readonly problems: readonly FileProblem[];
}

/** Nodes with something to tell, in the order given. `compiled`: where a template alone can't be read. */
export function lintModels(
  nodes: readonly ProjectNode[],
  using: { readonly parser: SqlParser; readonly engine: Engine },
  compiled: ReadonlyMap<string, string> = new Map(),
): readonly LintedNode[] {
  return nodes.flatMap((node) => {
    const { rejected, noted } = lintNode(using.parser, node, using.engine, compiled.get(node.uniqueId));
    const problems = [
      ...rejected.map((one) => asProblem(one, true)),
      ...noted.map((one) => asProblem(one, false)),
    ].sort((a, b) => a.line - b.line || a.column - b.column);
    return problems.length === 0 ? [] : [{ id: node.uniqueId, problems }];
  });
}
