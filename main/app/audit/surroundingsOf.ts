import { machineZone } from '../../../shared/domain/zone.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Workbench } from '../workbench.ts';
import { openSurroundings } from './openSurroundings.ts';
import { createStudyReader } from './studyReader.ts';
import type { AuditSurroundings } from './surroundings.ts';

/** What packages are gathered from, for who makes one and ends. */
export function surroundingsOf(
  workbench: Pick<Workbench, 'workspaces' | 'warehouse' | 'models' | 'vault' | 'brief' | 'info'>,
): Promise<Result<AuditSurroundings>> {
  const { workspaces, warehouse, models, vault, brief, info } = workbench;
  const { current, currentId } = workspaces;
  return openSurroundings(
    {
      ...{ current, currentId, warehouse, models, vault, version: info().version },
      zone: () => current()?.config?.zone ?? machineZone(),
    },
    createStudyReader(),
    brief,
  );
}
