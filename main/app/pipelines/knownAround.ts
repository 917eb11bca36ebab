import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import type { Known } from '../../pipelines/definition/known.ts';
import { SOURCES } from '../sources/sourceFiles.ts';
import { studyNames } from '../studies/studyFiles.ts';
import { listedFiles } from './listedFiles.ts';

/** What there is around the pipelines of a workspace. */
export async function knownAround(
  workspace: OpenWorkspace | null,
  rest: Pick<Known, 'runnable' | 'commands' | 'relations'>,
): Promise<Known> {
  if (workspace === null) return { ...rest, pools: null, sources: null, queries: null, studies: null };
  const sources = await listedFiles(workspace.path, SOURCES, '.yml');
  const queries = await listedFiles(workspace.path, 'queries', '.sql');
  const studies = await studyNames(workspace.path);
  return {
    ...rest,
    // While leadline.yml can't be read, nobody knows what pools it has.
    pools: workspace.config === null ? null : (workspace.config.pools ?? {}),
    sources: sources?.map((name) => name.slice(0, -'.yml'.length)) ?? null,
    queries: queries?.map((name) => `queries/${name}`) ?? null,
    studies,
  };
}
