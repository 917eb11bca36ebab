import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { runConsole } from '../console/runConsole.ts';
import type { WarehouseOptions } from '../createWarehouse.ts';
import { createLoads } from '../loads/createLoads.ts';
import type { Migration } from '../migrations/migration.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/openSqliteStore.ts';
import type { Warehouse } from '../warehouse.ts';
import { listBackups, makeBackup } from './backups.ts';
import { createFileTasks } from './fileTasks.ts';
import { folderRisk } from './folderRisk.ts';
import { layoutOf } from './layout.ts';
import { type FileTools, type OpenedFile, openFile } from './openFile.ts';
import { removeMarker } from './openMarker.ts';
import { prepareRestore, rehearse } from './restore.ts';
import { absent, createSeat } from './seat.ts';
import { swap } from './swap.ts';
import { verifyFile } from './verifyFile.ts';

type Options = WarehouseOptions & { readonly migrations: readonly Migration[] };

/** A warehouse in one file of the workspace, with everything that keeps such a file from being lost. */
export async function openSqliteWarehouse(options: Options): Promise<Result<Warehouse>> {
  const { workspace, dataFolder, log, clock, random, start, migrations } = options;
  const layout = layoutOf(dataFolder);
  const tools: FileTools = {
    layout,
    clock,
    log,
    migrations,
    run: createFileTasks(start),
    openStore: () => openSqliteStore({ file: layout.file, log, ...(start && { start }) }),
    createLoads: (store) => createLoads({ store, clock, random, log }),
  };
  const risk = await folderRisk(workspace);
  if (risk !== null) log.warn('The folder of the workspace puts the warehouse at risk.', { workspace, risk });
  const opened = await openFile(tools);
  if (!opened.ok) return opened;
  const { report } = opened.value;
  const seat = createSeat(opened.value);
  let file: SqliteStore | null = opened.value.store;
  /** Backups, restores and checks of one file take turns. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const sit = (again: OpenedFile) => {
    seat.take(again);
    file = again.store;
  };
  const restore = async (path: string, work?: Work): Promise<Result<void>> => {
    const waiting = await prepareRestore(tools, path, work);
    if (!waiting.ok) return waiting;
    work?.report({ step: 'Putting the backup in place', done: 0 });
    seat.leave();
    await file?.close();
    file = null;
    const swapped = await swap(tools);
    if (swapped.now !== null) sit(swapped.now);
    return swapped.restored;
  };

  return ok({
    store: seat.store,
    loads: seat.loads,
    builds: seat.builds,
    opened: { ...report, warnings: risk === null ? report.warnings : [risk, ...report.warnings] },
    backup: (work) => inTurn(async () => (file === null ? absent() : makeBackup(tools, file, { work }))),
    backups: async () => ok(await listBackups(layout)),
    restore: (path, work) => inTurn(() => restore(path, work)),
    rehearseRestore: (work) => inTurn(() => rehearse(tools, work)),
    verify: (work) => inTurn(() => verifyFile(tools, seat.store, risk, work)),
    console: (request) => runConsole(seat.store, request, () => performance.now()),
    async close() {
      await last;
      const damaged = seat.damaged();
      seat.leave();
      await file?.close();
      // Left where damage was met: the next opening looks closely, as after a crash.
      if (file !== null && !damaged) await removeMarker(dataFolder);
      file = null;
    },
  });
}
