import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress, Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { SqliteStore } from '../sqlite/openSqliteStore.ts';
import type { BackupEntry } from '../warehouse.ts';
import { fileFailure } from './fileFailure.ts';
import { cancelled, type RunFileTask } from './fileTasks.ts';
import { settle } from './forced.ts';
import { type Layout, partOf, removePart, stamp } from './layout.ts';
import { retention } from './retention.ts';
import type { Inspection } from './worker/tasks.ts';

const NAME = /^warehouse-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2}\.\d{3})Z(-before-migration)?\.db$/;
const PROGRESS_MS = 200;

export interface BackupTools {
  readonly layout: Layout;
  readonly clock: () => Date;
  readonly run: RunFileTask;
}

/** A copy under a temporary name, checked, forced to the disk, and only then a backup. */
export async function makeBackup(
  { layout, clock, run }: BackupTools,
  store: Pick<SqliteStore, 'vacuumInto' | 'file'>,
  { work, beforeMigration = false }: { work?: Work | undefined; beforeMigration?: boolean } = {},
): Promise<Result<BackupEntry>> {
  const file = join(
    layout.backups,
    `warehouse-${stamp(clock())}${beforeMigration ? '-before-migration' : ''}.db`,
  );
  const part = partOf(file);
  try {
    await mkdir(layout.backups, { recursive: true, mode: 0o700 });
    const watching = watchSize(part, store.file, work);
    const copied = await store.vacuumInto(part, work && { signal: work.signal }).finally(watching);
    if (!copied.ok) return { ok: false, failure: { ...copied.failure, subject: file } };
    report(work, { step: 'Checking the copy', done: 0 });
    const checked = await soundCopy(run, part, work?.signal);
    if (!checked.ok) return checked;
    if (work?.signal.aborted) return cancelled();
    await settle(part, file);
    await applyRetention(layout);
    const made = (await listBackups(layout)).find(({ path }) => path === file);
    if (made === undefined) throw new Error(`the backup ${file} is gone right after it was made`);
    return ok(made);
  } catch (error) {
    const failure = fileFailure(error, 'make a backup', file);
    if (failure === null) throw error;
    return { ok: false, failure };
  } finally {
    await removePart(part);
  }
}

async function soundCopy(run: RunFileTask, file: string, signal?: AbortSignal): Promise<Result<Inspection>> {
  const found = await run('inspect', { file, thorough: false, count: false }, { signal });
  if (!found.ok || found.value.sound) return found;
  return fail('STORE_DAMAGED', {
    message: `The copy is not sound: ${found.value.problems[0] ?? 'SQLite refused it'}. No backup was made of it.`,
    next: 'Run verify to see whether the warehouse itself is damaged; then check the disk.',
    subject: file,
  });
}

/** Newest first, and why each is kept. */
export async function listBackups(layout: Layout): Promise<BackupEntry[]> {
  const found = await Promise.all(
    (await namedBackups(layout)).map(async ({ name, at }) => {
      const path = join(layout.backups, name);
      const facts = await stat(path).catch(() => null);
      return facts && { path, name, at, bytes: facts.size };
    }),
  );
  const present = found.filter((one) => one !== null);
  const why = retention(await namedBackups(layout));
  return present
    .map(({ path, name, at, bytes }) => ({
      path,
      at: at.toISOString(),
      bytes,
      kept: why.get(name) ?? 'daily',
    }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

async function applyRetention(layout: Layout): Promise<void> {
  const all = await namedBackups(layout);
  const kept = retention(all);
  for (const { name } of all) if (!kept.has(name)) await rm(join(layout.backups, name), { force: true });
}

/** Only files named as this names them: anything else in the folder is the person's own. */
async function namedBackups(layout: Layout) {
  const names = await readdir(layout.backups).catch(() => []);
  return names.flatMap((name) => {
    const parts = NAME.exec(name);
    if (parts === null) return [];
    const [, day, hour, minute, second, migration] = parts;
    return [
      { name, at: new Date(`${day}T${hour}:${minute}:${second}Z`), beforeMigration: migration !== undefined },
    ];
  });
}

/** How far a copy is shows only in the size of the file it grows into. */
function watchSize(part: string, source: string, work: Work | undefined): () => void {
  if (work === undefined) return () => undefined;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    const [now, whole] = await Promise.all([part, source].map((file) => stat(file).catch(() => null)));
    looking = false;
    if (now && whole)
      report(work, {
        step: 'Copying',
        done: Math.min(now.size, whole.size),
        total: whole.size,
        unit: 'bytes',
      });
  }, PROGRESS_MS);
  report(work, { step: 'Copying', done: 0, unit: 'bytes' });
  return () => clearInterval(timer);
}

function report(work: Work | undefined, progress: Progress): void {
  work?.report(progress);
}
