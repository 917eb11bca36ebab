import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { BriefScreens } from '../brief/briefScreens.ts';
import type { InsightSurroundings } from '../insightScreens.ts';
import { pseudonymKey } from './pseudonymKey.ts';
import type { StudyReader } from './studyReader.ts';
import type { AuditSurroundings } from './surroundings.ts';

/** What packages are gathered from, of the workspace that is open now. */
export async function openSurroundings(
  {
    current,
    warehouse,
    models,
    zone,
    version,
    vault,
    currentId,
  }: Pick<
    InsightSurroundings,
    'current' | 'currentId' | 'warehouse' | 'models' | 'vault' | 'zone' | 'version'
  >,
  studies: StudyReader,
  brief: () => Promise<Pick<BriefScreens, 'read'>>,
): Promise<Result<AuditSurroundings>> {
  const workspace = current();
  if (workspace === null)
    return fail('WORKSPACE_NOT_OPEN', {
      message: 'What is audited belongs to a workspace, and none is open.',
      next: 'Open a workspace, then try again.',
    });
  const opened = await warehouse.get();
  if (!opened.ok) return opened;
  const { path, config } = workspace;
  return ok({
    workspace: { path, name: config?.name ?? '', zone: zone(), currency: config?.currency ?? 'EUR' },
    warehouse: opened.value,
    async project() {
      const modelling = await models.modelling();
      return modelling.ok ? modelling.value.read() : modelling;
    },
    study: (name, signal) => studies.read(path, name, opened.value.store, signal),
    brief: async (signal) => (await brief()).read(signal),
    pseudonymKey: () => pseudonymKey(vault, currentId() ?? ''),
    program: version,
  });
}
