import { copyFile } from 'node:fs/promises';
import { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import { isShadowName } from '../loads/landed.ts';
import type { BackupEntry, OpenReport } from '../warehouse.ts';
import { type BackupTools, listBackups } from './backups.ts';
import { fileFailure } from './fileFailure.ts';
import { settle } from './forced.ts';
import { adoptWaiting, partOf, removePart, setAside, stamp } from './layout.ts';
import type { Salvage } from './worker/tasks.ts';

/** Beyond this a disk that answers one page a second would keep a person out for days. */
const SALVAGE_MS = 30 * 60_000;
const TASK_MS = 15 * 60_000;

export interface Recovered {
  readonly extractAgain: OpenReport['extractAgain'];
  readonly warnings: readonly string[];
}

interface Pieces {
  /** The file to become the warehouse; null for an empty one. */
  readonly part: string | null;
  readonly extractAgain: OpenReport['extractAgain'];
  readonly warnings: readonly string[];
}

/**
 * A damaged warehouse is never worked on: what can be read goes into a fresh file, what can't comes from the newest sound
 * backup, and only when that file stands does the damaged one go to the quarantine, whole, with its log.
 */
export async function recover(
  tools: BackupTools & { readonly log: Logger },
  known: readonly string[],
): Promise<Result<Recovered>> {
  const { layout, clock, log } = tools;
  const part = partOf(layout.salvaged);
  try {
    const backup = await newestSound(tools);
    const pieces = await assemble(tools, part, backup, await namesOf(tools, known));
    if (!pieces.ok) return pieces;
    if (pieces.value.part === null)
      await setAside(layout, `${layout.quarantine}/${stamp(clock())}/warehouse.db`);
    else {
      await settle(pieces.value.part, layout.salvaged);
      await adoptWaiting(layout, clock());
    }
    const { extractAgain, warnings } = pieces.value;
    log.warn('The warehouse was damaged and has been salvaged.', {
      extractAgain,
      warnings,
      backup: backup?.path,
    });
    return ok({ extractAgain, warnings });
  } catch (error) {
    const failure = fileFailure(error, 'save the damaged warehouse', layout.file);
    if (failure === null) throw error;
    return { ok: false, failure };
  } finally {
    await removePart(part);
  }
}

async function assemble(
  tools: BackupTools,
  part: string,
  backup: BackupEntry | null,
  known: readonly string[],
): Promise<Result<Pieces>> {
  const { layout, run } = tools;
  const salvaged = await run(
    'salvage',
    { file: layout.file, target: part, withinMs: SALVAGE_MS },
    { timeoutMs: SALVAGE_MS + TASK_MS },
  );
  if (!salvaged.ok && salvaged.failure.code === 'DISK_FULL') return salvaged;
  const usable = salvaged.ok && salvaged.value.tables.some(({ rows, complete }) => complete || rows > 0);
  if (!usable) return wholeBackup(tools, part, backup, known);
  const { tables, listDamaged, without } = salvaged.value;
  const broken = tables.filter(({ complete }) => !complete).map(({ name }) => name);
  const refilled =
    backup !== null && (broken.length > 0 || listDamaged)
      ? await run(
          'refill',
          { target: part, backup: backup.path, tables: broken, missing: listDamaged },
          { timeoutMs: TASK_MS },
        )
      : ok([]);
  if (!refilled.ok) return refilled;
  const sound = await run('inspect', { file: part, thorough: false, count: false }, { timeoutMs: TASK_MS });
  if (!sound.ok) return sound;
  if (!sound.value.sound) return wholeBackup(tools, part, backup, known);
  const orphaned = await run('unlisted', { file: part }, { timeoutMs: TASK_MS });
  if (!orphaned.ok) return orphaned;
  const fromBackup = new Set(refilled.value.filter(({ from }) => from === 'backup').map(({ name }) => name));
  const whys = new Map<string, string>();
  for (const name of orphaned.value)
    whys.set(name, 'The ledger’s lines about some of its loads were lost, and their rows with them.');
  for (const name of [...broken, ...fromBackup])
    whys.set(
      name,
      fromBackup.has(name) && backup
        ? `Some of it could not be read. It is as it was in the backup of ${backup.at}.`
        : salvagedOnly(name, salvaged.value),
    );
  const there = new Set(sound.value.tables.map(({ name }) => name));
  for (const name of known)
    if (!there.has(name) && listDamaged)
      whys.set(name, 'Nothing of it could be read, and no backup holds it.');
  return ok({
    part,
    extractAgain: relationsOf(whys),
    warnings: [
      ...[...whys].filter(([name]) => name.startsWith('_leadline_')).map(([name, why]) => `${name}: ${why}`),
      ...without.map((what) => `Could not be made again: ${what}`),
    ],
  });
}

function salvagedOnly(name: string, { tables }: Salvage): string {
  const rows = tables.find((table) => table.name === name)?.rows ?? 0;
  return `Some of it could not be read, and no backup holds it. ${rows} rows are left of it.`;
}

/** Nothing of the file itself can be used. */
async function wholeBackup(
  { layout, run }: BackupTools,
  part: string,
  backup: BackupEntry | null,
  known: readonly string[],
): Promise<Result<Pieces>> {
  await removePart(part);
  if (backup === null) {
    const whys = known.map((name) => [name, 'Nothing could be read, and there is no backup.'] as const);
    const warnings = [
      'Nothing of the warehouse could be read and there is no sound backup: it begins empty.',
    ];
    return ok({ part: null, extractAgain: relationsOf(new Map(whys)), warnings });
  }
  await copyFile(backup.path, part);
  const held = await run('inspect', { file: part, thorough: false, count: false }, { timeoutMs: TASK_MS });
  if (!held.ok) return held;
  if (!held.value.sound)
    return fail('STORE_DAMAGED', {
      message: `The backup of ${backup.at} was sound and its copy is not.`,
      next: 'Check the disk, then open the workspace again.',
      subject: layout.file,
    });
  const there = held.value.tables.map(({ name }) => name);
  const why = `Nothing could be read. It is as it was in the backup of ${backup.at}.`;
  const whys = new Map([...there, ...known].map((name) => [name, why]));
  for (const name of known)
    if (!there.includes(name)) whys.set(name, 'Nothing could be read, and no backup holds it.');
  return ok({
    part,
    extractAgain: relationsOf(whys),
    warnings: [`The whole warehouse is as it was in the backup of ${backup.at}.`],
  });
}

function relationsOf(whys: ReadonlyMap<string, string>): OpenReport['extractAgain'] {
  return [...whys].flatMap(([name, why]) => {
    const relation = RelationName.safeParse(name);
    if (!relation.success) return [];
    const how = name.startsWith('raw.') ? 'Extract it again.' : 'Build it again.';
    return [{ relation: relation.data, why: `${why} ${how}` }];
  });
}

/** Those that were there when it was last opened, and those whose making can still be read: what came later is told of too. */
async function namesOf({ layout, run }: BackupTools, known: readonly string[]): Promise<readonly string[]> {
  const found = await run('names', { file: layout.file }, { timeoutMs: TASK_MS });
  const lasting = found.ok ? found.value.filter((name) => !isShadowName(name)) : [];
  return [...new Set([...known, ...lasting])];
}

async function newestSound({ layout, run }: BackupTools): Promise<BackupEntry | null> {
  for (const backup of await listBackups(layout)) {
    const found = await run(
      'inspect',
      { file: backup.path, thorough: false, count: false },
      { timeoutMs: TASK_MS },
    );
    if (found.ok && found.value.sound && found.value.schema !== null) return backup;
  }
  return null;
}
