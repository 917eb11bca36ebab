import type { FilePreview, LoadOutcome, LoadRun, LoadWish, Reading } from '../../shared/contract/files.ts';
import type { JobId, Work } from '../../shared/domain/job.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { previewFiles } from './previewFiles.ts';
import type { WorkspaceWarehouse } from './warehouseOfWorkspace.ts';

const RUNS_KEPT = 50;

/** Files into the open workspace's warehouse, as jobs that go on whoever watches. */
export interface FileLoads {
  preview(paths: readonly string[], reading: Reading): Promise<Result<FilePreview>>;
  dryRun(wish: LoadWish): Result<JobId>;
  load(wish: LoadWish): Result<JobId>;
  /** The loads and dry runs of this session, newest first. */
  runs(): LoadRun[];
}

export interface FileLoadsOptions {
  readonly warehouse: WorkspaceWarehouse;
  /** What `~` means in a path that a person typed. */
  readonly userFolder: string;
  readonly loadFiles: (
    warehouse: Warehouse,
    wish: LoadWish,
    options: { readonly dry: boolean; readonly work: Work },
  ) => Promise<Result<LoadOutcome>>;
}

export function createFileLoads({ warehouse, userFolder, loadFiles }: FileLoadsOptions): FileLoads {
  const runs = new Map<JobId, LoadRun>();

  function start(asked: LoadWish, dry: boolean): Result<JobId> {
    const wish = { ...asked, paths: asked.paths.map((path) => atHome(path, userFolder)) };
    const started = warehouse.start(titleOf(wish, dry), async (opened, work, job) => {
      const done = await loadFiles(opened, wish, { dry, work });
      if (done.ok && !dry) {
        work.report({ step: 'Tidying up', done: 0 });
        await opened.store.tidy();
      }
      runs.set(job, {
        job,
        dry,
        wish,
        outcome: done.ok ? done.value : null,
        failure: done.ok ? null : done.failure,
      });
      return done.ok ? ok(sentenceOf(done.value, wish, dry)) : done;
    });
    if (started.ok) {
      runs.set(started.value, { job: started.value, dry, wish, outcome: null, failure: null });
      for (const old of [...runs.keys()].slice(0, Math.max(0, runs.size - RUNS_KEPT))) runs.delete(old);
    }
    return started;
  }

  return {
    preview: (paths, reading) =>
      previewFiles(
        paths.map((path) => atHome(path, userFolder)),
        reading,
      ),
    dryRun: (wish) => start(wish, true),
    load: (wish) => start(wish, false),
    runs: () => [...runs.values()].reverse(),
  };
}

function atHome(path: string, userFolder: string): string {
  return path === '~' ? userFolder : path.replace(/^~(?=[/\\])/, userFolder);
}

function titleOf({ paths, relation }: LoadWish, dry: boolean): string {
  const [first = ''] = paths;
  const what = paths.length === 1 ? (first.split(/[/\\]/).at(-1) ?? first) : `${paths.length} files`;
  return `${dry ? 'Dry run of' : 'Load'} ${what} into ${relation}`;
}

function sentenceOf({ rows, rejected }: LoadOutcome, { relation }: LoadWish, dry: boolean): string {
  const count = (amount: number) => new Intl.NumberFormat('en').format(amount);
  const aside = rejected === 0 ? '' : `, ${count(rejected)} ${dry ? 'would be ' : ''}rejected`;
  return dry
    ? `${count(rows)} rows would be loaded${aside}.`
    : `${count(rows)} rows are in ${relation}${aside}.`;
}
