import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import type { JobId, Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { createLatest } from '../../jobs/latest.ts';
import type { BuildEvents, BuildReport } from '../../models/build/request.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { DATA_FOLDER } from '../../workspace/dataFolder.ts';
import type { WorkspaceWarehouse } from '../warehouseOfWorkspace.ts';
import { createPicture, type PictureKeeper } from './buildPicture.ts';
import { buildSentence } from './buildSentence.ts';
import type { BuildOptions, Modelling } from './modelling.ts';
import type { BuildPicture, WorkspaceModels } from './workspaceModels.ts';

const AT_MOST_EVERY_MS = 100;

export interface WorkspaceModelsOptions {
  readonly current: () => OpenWorkspace | null;
  readonly warehouse: WorkspaceWarehouse;
  readonly macros: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: () => Date;
}

interface Held {
  readonly warehouse: Warehouse;
  readonly modelling: Modelling;
}

export function createWorkspaceModels(options: WorkspaceModelsOptions): WorkspaceModels {
  const { current, warehouse, clock } = options;
  const held = new Map<string, Held>();
  const keepers = new Map<JobId, PictureKeeper>();
  let last: PictureKeeper | null = null;
  const board = createLatest<BuildPicture | null>(() => last?.picture() ?? null, AT_MOST_EVERY_MS);

  async function over(opened: Warehouse): Promise<Result<Modelling>> {
    const workspace = current();
    if (workspace === null) return closed();
    const known = held.get(workspace.path);
    if (known?.warehouse === opened) return ok(known.modelling);
    // The interpreter and all that reads projects: a start that builds nothing does without.
    const { createModelling, THREADS } = await import('./createModelling.ts');
    const modelling = createModelling({
      folder: workspace.path,
      keptIn: join(workspace.path, DATA_FOLDER, 'models'),
      macros: options.macros,
      warehouse: opened,
      threads: workspace.config?.threads ?? THREADS,
      env: options.env,
      clock,
      newId: randomUUID,
    });
    held.clear();
    held.set(workspace.path, { warehouse: opened, modelling });
    return ok(modelling);
  }

  async function buildOver(
    opened: Warehouse,
    asked: BuildOptions,
    work: Work,
    keeper: PictureKeeper,
  ): Promise<Result<BuildReport>> {
    try {
      const modelling = await over(opened);
      const done = modelling.ok ? await modelling.value.build(asked, work, keeper.events) : modelling;
      keeper.end(done);
      return done;
    } catch (thrown) {
      keeper.end(defect());
      throw thrown;
    }
  }

  function start(asked: BuildOptions, watcher?: Watcher): Result<JobId> {
    const running = last?.picture();
    if (running && running.phase !== 'ended') return busy();
    const started = warehouse.start(titleOf(asked), async (opened, work, job) => {
      const mine = keepers.get(job);
      if (mine === undefined) throw new Error('A build began before its job was known.');
      const done = await buildOver(opened, asked, watched(work, watcher), followed(mine, watcher));
      keepers.delete(job);
      if (!done.ok) return done;
      await opened.store.tidy();
      const told = buildSentence(done.value);
      return done.value.success
        ? ok(told.message)
        : fail('CHECK_FAILED', { message: told.message, next: told.next });
    });
    if (!started.ok) return started;
    const keeper = createPicture(started.value, asked, clock, board.changed);
    keepers.set(started.value, keeper);
    last = keeper;
    board.changed();
    // The work never begins when the warehouse can't be opened.
    warehouse.get().then(
      (opened) => opened.ok || followed(keeper, watcher).end(opened),
      () => followed(keeper, watcher).end(defect()),
    );
    return started;
  }

  return {
    async modelling() {
      const opened = await warehouse.get();
      return opened.ok ? over(opened.value) : opened;
    },
    start: (asked) => start(asked),
    carryOut: (asked, work, events = {}) =>
      new Promise((ended) => {
        const started = start(asked, { work, events, ended });
        if (!started.ok) ended(started);
      }),
    picture: () => last?.picture() ?? null,
    watch: (signal) => board.watch(signal),
  };
}

/** Whoever waits for one build. */
interface Watcher {
  readonly work: Work;
  readonly events: BuildEvents;
  readonly ended: (done: Result<BuildReport>) => void;
}

function watched(job: Work, watcher: Watcher | undefined): Work {
  if (watcher === undefined) return job;
  const { work } = watcher;
  return {
    signal: AbortSignal.any([job.signal, work.signal]),
    report(progress) {
      job.report(progress);
      work.report(progress);
    },
  };
}

function followed(keeper: PictureKeeper, watcher: Watcher | undefined): PictureKeeper {
  if (watcher === undefined) return keeper;
  const { events, ended } = watcher;
  const own = keeper.events;
  return {
    picture: keeper.picture,
    events: {
      planned(ids) {
        own.planned?.(ids);
        events.planned?.(ids);
      },
      started(id) {
        own.started?.(id);
        events.started?.(id);
      },
      finished(result) {
        own.finished?.(result);
        events.finished?.(result);
      },
      publishing(relations) {
        own.publishing?.(relations);
        events.publishing?.(relations);
      },
      said(text, kind) {
        own.said?.(text, kind);
        events.said?.(text, kind);
      },
    },
    end(done) {
      keeper.end(done);
      ended(done);
    },
  };
}

function titleOf({ command, selection }: BuildOptions): string {
  const what = selection.select?.join(' ') ?? '';
  const verb = { build: 'Build', run: 'Run', test: 'Check', seed: 'Seed', snapshot: 'Snapshot' } as const;
  const name = verb[command as keyof typeof verb] ?? command;
  return what === '' ? `${name} models` : `${name} ${what}`;
}

function busy(): Result<never> {
  return fail('STORE_BUSY', {
    message: 'A build is under way.',
    next: 'Wait until it has ended, or cancel it.',
    retry: true,
  });
}

/** The job's own line in the log has the reference. */
function defect(): Result<never> {
  return fail('INTERNAL', {
    message: 'The build stopped because of a mistake in Leadline.',
    next: 'Try again. If it happens again, send the diagnostics bundle from Settings, Log.',
    retry: true,
  });
}

function closed(): Result<never> {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'The workspace was closed.',
    next: 'Open it, then try again.',
  });
}
