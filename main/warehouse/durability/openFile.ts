import { mkdir, stat } from 'node:fs/promises';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Loads } from '../loads.ts';
import { migrate } from '../migrations/migrate.ts';
import type { SqliteStore } from '../sqlite/openSqliteStore.ts';
import type { Store } from '../store.ts';
import type { OpenReport } from '../warehouse.ts';
import { makeBackup } from './backups.ts';
import { fileFailure } from './fileFailure.ts';
import { adoptWaiting, exists, sweepParts } from './layout.ts';
import { bootId, findMarker, leaveMarker, type Marker, removeMarker } from './openMarker.ts';
import { type Findings, LOST_LOG, lostCommits } from './openReport.ts';
import { recover } from './recover.ts';
import type { RestoreTools } from './restore.ts';
import { verifyLedger } from './verifyLedger.ts';

export interface FileTools extends RestoreTools {
  readonly log: Logger;
  openStore(): Promise<Result<SqliteStore>>;
  createLoads(store: Store): Promise<Result<Loads>>;
}

export interface OpenedFile {
  readonly store: SqliteStore;
  readonly loads: Loads;
  readonly report: OpenReport;
}

/** Opens the file, after whatever its last end asks for. On failure nothing stays open. */
export async function openFile(tools: FileTools): Promise<Result<OpenedFile>> {
  const { layout, clock } = tools;
  try {
    await mkdir(layout.backups, { recursive: true, mode: 0o700 });
    await sweepParts(layout);
    await adoptWaiting(layout, clock());
    const last = await findMarker(layout.folder);
    const known = last === null || last === 'unreadable' ? [] : last.relations;
    const findings: Findings = { checked: 'clean exit', extractAgain: [], warnings: [] };
    const checked = last === null ? ok(undefined) : await afterUncleanExit(tools, last, known, findings);
    if (!checked.ok) return checked;
    await leaveMarker(layout.folder, await markerNow(clock, known, false));
    const opened = await openOrRecover(tools, known, findings);
    // Nothing was written, unless it is damage: then the next opening must look again.
    if (!opened.ok && last === null && opened.failure.code !== 'STORE_DAMAGED')
      await removeMarker(layout.folder);
    return opened;
  } catch (error) {
    const failure = fileFailure(error, 'open the warehouse', layout.folder);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}

/** A second's work, about. */
const SMALL_BYTES = 256 * 1024 * 1024;

async function afterUncleanExit(
  tools: FileTools,
  last: Marker | 'unreadable',
  known: readonly string[],
  findings: Findings,
): Promise<Result<void>> {
  const { layout, run, clock, log } = tools;
  if (!(await exists(layout.file))) return ok(undefined);
  const machineWentDown = last !== 'unreadable' && last.boot !== (await bootId(clock));
  // SQLite makes the log with the first look at the file, and removes it only when it is closed.
  if (last !== 'unreadable' && last.ready && !(await exists(`${layout.file}-wal`)))
    findings.warnings.push(LOST_LOG);
  const { size } = await stat(layout.file);
  // Only the thorough look sees an index that disagrees with its table, which answers wrong without failing. A process that
  // dies leaves none; a machine that does may, and a file small enough to be done in a second is looked through in any case.
  const thorough = machineWentDown || size <= SMALL_BYTES;
  const found = await run('inspect', { file: layout.file, thorough, count: false });
  if (!found.ok && found.failure.code !== 'STORE_DAMAGED') return found;
  if (found.ok && found.value.wal.droppedCommits > 0)
    findings.warnings.push(lostCommits(found.value.wal.droppedCommits));
  findings.checked = 'unclean exit, checked and sound';
  log.info('The warehouse was not closed last time.', {
    machineWentDown,
    sound: found.ok && found.value.sound,
  });
  return found.ok && found.value.sound ? ok(undefined) : saveDamaged(tools, known, findings);
}

async function saveDamaged(
  tools: FileTools,
  known: readonly string[],
  findings: Findings,
): Promise<Result<void>> {
  const recovered = await recover(tools, known);
  if (!recovered.ok) return recovered;
  findings.checked = 'damaged, salvaged';
  findings.extractAgain = recovered.value.extractAgain;
  findings.warnings.push(...recovered.value.warnings);
  return ok(undefined);
}

/** Damage that a clean exit hid shows at the first read at the latest; it is saved once, not again and again. */
async function openOrRecover(
  tools: FileTools,
  known: readonly string[],
  findings: Findings,
): Promise<Result<OpenedFile>> {
  const first = await openOnce(tools, findings);
  const hidden =
    !first.ok && first.failure.code === 'STORE_DAMAGED' && findings.checked !== 'damaged, salvaged';
  if (!hidden) return first;
  const saved = await saveDamaged(tools, known, findings);
  return saved.ok ? openOnce(tools, findings) : saved;
}

async function openOnce(tools: FileTools, findings: Findings): Promise<Result<OpenedFile>> {
  const opened = await tools.openStore();
  if (!opened.ok) return opened;
  const store = opened.value;
  const ready = await makeReady(tools, store, findings);
  if (!ready.ok) await store.close();
  return ready;
}

async function makeReady(
  tools: FileTools,
  store: SqliteStore,
  findings: Findings,
): Promise<Result<OpenedFile>> {
  const { layout, clock, migrations, createLoads } = tools;
  const migrated = await migrate({
    store,
    migrations,
    clock,
    backup: () => makeBackup(tools, store, { beforeMigration: true }),
  });
  if (!migrated.ok) return migrated;
  const loads = await createLoads(store);
  if (!loads.ok) return loads;
  const swept = await loads.value.sweep({ thorough: findings.checked !== 'clean exit' });
  if (!swept.ok) return swept;
  const catalog = await store.catalog();
  if (!catalog.ok) return catalog;
  // After an end nobody saw, the rows and the ledger are compared as well: a lost log shows nowhere else.
  const ledger = findings.checked === 'clean exit' ? ok([]) : await verifyLedger(store);
  if (!ledger.ok) return ledger;
  await leaveMarker(
    layout.folder,
    await markerNow(
      clock,
      catalog.value.map(({ name }) => name),
      true,
    ),
  );
  const { checked, extractAgain, warnings } = findings;
  return ok({
    store,
    loads: loads.value,
    report: {
      migratedFrom: migrated.value.from,
      checked,
      extractAgain,
      sweptRows: swept.value.rows,
      warnings: [...warnings, ...migrated.value.warnings, ...ledger.value],
    },
  });
}

async function markerNow(clock: () => Date, relations: readonly string[], ready: boolean): Promise<Marker> {
  return {
    pid: process.pid,
    boot: await bootId(clock),
    openedAt: clock().toISOString(),
    ready,
    relations: [...relations],
  };
}
