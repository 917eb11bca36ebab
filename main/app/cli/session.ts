import type { Result } from '../../../shared/errors/failure.ts';
import { findPlaces, projectRoot } from '../places.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';
import type { Answer } from './command.ts';
import { silentHost } from './silentHost.ts';

/** One command's own workbench, closed whatever happens. */
export async function withWorkbench(
  work: (workbench: Workbench) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const opened = await openWorkbench({ places: findPlaces(projectRoot()), host: silentHost });
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
