import { useState } from 'react';
import type { BuildPicture, GraphNode } from '../../../../shared/contract/models.ts';
import BuildEnded from './BuildEnded.tsx';
import BuildRunning from './BuildRunning.tsx';

/** The build of this session: while it goes on, and what came of it until it is put away. */
export default function BuildNow({
  build,
  nodes,
  onChoose,
}: {
  build: BuildPicture | null;
  nodes: readonly GraphNode[];
  onChoose: (id: string) => void;
}) {
  const [putAway, setPutAway] = useState<string | null>(null);
  if (build === null || build.job === putAway) return null;
  if (build.end === null) return <BuildRunning build={build} onChoose={onChoose} />;
  return (
    <BuildEnded
      build={build}
      end={build.end}
      nodes={nodes}
      onChoose={onChoose}
      onPutAway={() => setPutAway(build.job)}
    />
  );
}
