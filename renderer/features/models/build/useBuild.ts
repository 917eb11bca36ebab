import { useState } from 'react';
import type { BuildPicture } from '../../../../shared/contract/models.ts';
import { useFollow } from '../../../client/client.tsx';

/** The latest build of this session, as it goes on; null before the first. */
export function useBuild(): BuildPicture | null {
  const [build, setBuild] = useState<BuildPicture | null>(null);
  useFollow((client, signal) => client.models.watch(undefined, { signal }), setBuild);
  return build;
}
