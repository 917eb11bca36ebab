import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { dataFolder, ensureId } from './dataFolder.ts';
import { diskFailure } from './diskFailure.ts';
import { createWorkspaceReader, type FileChecks } from './files/readWorkspace.ts';
import { findWorkspaceFolder } from './folderPath.ts';

/** A workspace as its files stand, without opening it: nothing is written and no lease is needed. */
export async function inspectWorkspace(
  path: string,
  checks: FileChecks = {},
): Promise<Result<OpenWorkspace>> {
  const folder = await findWorkspaceFolder(path);
  if (!folder.ok) return folder;
  try {
    const read = await createWorkspaceReader(() => new Date(), checks)(folder.value);
    const { config, counts, problems } = read;
    return ok({ path: folder.value, config, files: counts, problems, revision: 0 });
  } catch (error) {
    return diskFailure(error, { doing: 'read the workspace', folder: folder.value });
  }
}

/** The id that names a workspace's secrets, made if the workspace was never opened; works while it is open elsewhere. */
export async function readWorkspaceId(path: string): Promise<Result<string>> {
  const folder = await findWorkspaceFolder(path);
  if (!folder.ok) return folder;
  const data = await dataFolder(folder.value);
  return data.ok ? ensureId(data.value) : data;
}
