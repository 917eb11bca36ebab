import type { Result } from '../../../../shared/errors/failure.ts';
import type { Sources } from '../../sources/sources.ts';
import type { Workbench } from '../../workbench.ts';
import type { Answer, Invocation } from '../command.ts';
import { withWorkbench } from '../session.ts';
import { unlock } from '../unlock.ts';

/** The sources of a workspace, held by this command alone until it ends. A locked vault asks for its passphrase first. */
export function withSources(
  asked: Pick<Invocation, 'workspace' | 'terminal' | 'within'>,
  how: { readonly secrets: boolean },
  work: (sources: Sources, workbench: Workbench) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withWorkbench(asked, async (workbench) => {
    const held = await workbench.workspaces.open(asked.workspace);
    if (!held.ok) return held;
    if (how.secrets || held.value.config?.warehouse.engine === 'postgres') {
      const unlocked = await unlock(workbench.vault, asked);
      if (!unlocked.ok) return unlocked;
    }
    return work(await workbench.sources(), workbench);
  });
}
