import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../../../shared/domain/job.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { checkNewer } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { type BackupTools, listBackups } from './backups.ts';
import { fileFailure } from './fileFailure.ts';
import { cancelled } from './fileTasks.ts';
import { settle } from './forced.ts';
import { partOf, removePart } from './layout.ts';
import type { Inspection } from './worker/tasks.ts';

export interface RestoreTools extends BackupTools {
  readonly migrations: readonly Migration[];
}

/** Copies the chosen file beside the warehouse and checks the copy; it waits there, whole, to be put in its place. */
export async function prepareRestore(
  tools: RestoreTools,
  path: string,
  work: Work | undefined,
): Promise<Result<void>> {
  const { layout } = tools;
  const part = partOf(layout.restored);
  try {
    const checked = await checkedCopy(tools, path, part, work, false);
    if (!checked.ok) return checked;
    if (work?.signal.aborted) return cancelled();
    await settle(part, layout.restored);
    return ok(undefined);
  } catch (error) {
    const failure = fileFailure(error, 'restore the backup', path);
    if (failure === null) throw error;
    return { ok: false, failure };
  } finally {
    await removePart(part);
  }
}

/** The newest backup as if it were needed: copied, checked through and counted, then the copy is thrown away. */
export async function rehearse(
  tools: RestoreTools,
  work: Work | undefined,
): Promise<Result<{ backup: string; relations: number; rows: number }>> {
  const [newest] = await listBackups(tools.layout);
  if (newest === undefined)
    return fail('FILE_UNREADABLE', {
      message: 'There is no backup to rehearse with.',
      next: 'Make a backup first.',
      subject: tools.layout.backups,
    });
  const part = partOf(join(tools.layout.folder, 'rehearsal.db'));
  try {
    const checked = await checkedCopy(tools, newest.path, part, work, true);
    if (!checked.ok) return checked;
    const relations = checked.value.tables.filter(({ name }) => RelationName.safeParse(name).success);
    const rows = relations.reduce((sum, table) => sum + (table.rows ?? 0), 0);
    return ok({ backup: newest.path, relations: relations.length, rows });
  } catch (error) {
    const failure = fileFailure(error, 'rehearse a restore', newest.path);
    if (failure === null) throw error;
    return { ok: false, failure };
  } finally {
    await removePart(part);
  }
}

async function checkedCopy(
  { run, migrations }: RestoreTools,
  path: string,
  part: string,
  work: Work | undefined,
  thorough: boolean,
): Promise<Result<Inspection>> {
  work?.report({ step: 'Copying the backup', done: 0 });
  await copyFile(path, part);
  if (work?.signal.aborted) return cancelled();
  work?.report({ step: 'Checking the copy', done: 0 });
  const found = await run('inspect', { file: part, thorough, count: thorough }, { signal: work?.signal });
  if (!found.ok) return found;
  const { sound, problems, schema } = found.value;
  if (!sound)
    return fail('STORE_DAMAGED', {
      message: `${path} is damaged: ${problems[0] ?? 'SQLite refused it'}. The warehouse is as it was.`,
      next: 'Choose an older backup.',
      subject: path,
    });
  if (schema === null)
    return fail('FILE_INVALID', {
      message: `${path} is a database, and no warehouse of Leadline. The warehouse is as it was.`,
      next: 'Choose a file from the folder “backups”.',
      subject: path,
    });
  const newer = checkNewer(schema, migrations);
  return newer.ok ? found : newer;
}
