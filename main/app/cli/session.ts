import type { Result } from '../../../shared/errors/failure.ts';
import { findPlaces, projectRoot } from '../places.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';
import type { Answer, Invocation } from './command.ts';
import { silentHost } from './silentHost.ts';

/** One command's own workbench, closed whatever happens; or the one that it runs in, which stays as it is. */
export async function withWorkbench(
  { within }: Pick<Invocation, 'within'>,
  work: (workbench: Workbench) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (within !== undefined) return work(within.workbench);
  const opened = await openWorkbench({ places: findPlaces(projectRoot()), host: silentHost });
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
