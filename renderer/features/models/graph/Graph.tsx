import { useMemo } from 'react';
import type { BuildStep, GraphNode } from '../../../../shared/contract/models.ts';
import DrawnGraph from '../../../ui/graph/Graph.tsx';
import { faceOf } from './faceOf.ts';

export interface GraphProps {
  readonly nodes: readonly GraphNode[];
  readonly chosen: string | null;
  readonly steps: Readonly<Record<string, BuildStep>> | null;
  /** Null: nothing is searched for. */
  readonly matches: ReadonlySet<string> | null;
  readonly onChoose: (id: string) => void;
}

/** The project as data flows through it. */
export default function Graph({ nodes, chosen, steps, matches, onChoose }: GraphProps) {
  const items = useMemo(
    () =>
      nodes.map((node) => ({
        id: node.id,
        dependsOn: node.dependsOn,
        face: faceOf(node, steps?.[node.id]),
      })),
    [nodes, steps],
  );
  return (
    <DrawnGraph
      nodes={items}
      label="Graph of the project: arrow keys go from node to node, Enter opens one"
      chosen={chosen}
      matches={matches}
      onChoose={onChoose}
    />
  );
}
