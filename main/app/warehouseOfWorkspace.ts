import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import type { JobId, Work } from '../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../log/log.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { noticesOf } from './warehouseNotices.ts';

export interface Notice {
  readonly message: string;
  readonly next: string;
}

/** The warehouse of the open workspace, opened when it is first asked for and closed before the workspace is let go. */
export interface WorkspaceWarehouse {
  /** Concurrent callers share one opening; a failed one is tried afresh by the next call. */
  get(): Promise<Result<Warehouse>>;
  /** Starts a job on it, which ends before the warehouse closes. */
  start(
    title: string,
    work: (warehouse: Warehouse, work: Work, job: JobId) => Promise<Result<string>>,
  ): Result<JobId>;
  notices(): readonly Notice[];
  /** Stops what works on the warehouse of that folder, and closes it. */
  release(folder: string): Promise<void>;
}

export interface WorkspaceWarehouseOptions {
  readonly current: () => OpenWorkspace | null;
  readonly open: (workspace: OpenWorkspace) => Promise<Result<Warehouse>>;
  readonly jobs: Jobs;
  readonly log: Logger;
}

interface Held {
  readonly opening: Promise<Result<Warehouse>>;
  readonly closing: AbortController;
  readonly working: Set<Promise<unknown>>;
  notices: readonly Notice[];
}

export function createWorkspaceWarehouse(options: WorkspaceWarehouseOptions): WorkspaceWarehouse {
  const { current, open, jobs, log } = options;
  const held = new Map<string, Held>();

  function hold(workspace: OpenWorkspace): Held {
    const folder = workspace.path;
    const known = held.get(folder);
    if (known) return known;
    const opening = open(workspace);
    const entry: Held = { opening, closing: new AbortController(), working: new Set(), notices: [] };
    held.set(folder, entry);
    opening.then(
      (opened) => {
        if (!opened.ok) forget(folder, entry);
        else {
          entry.notices = noticesOf(opened.value.opened);
          log.info('The warehouse was opened', { folder, ...opened.value.opened });
        }
      },
      () => forget(folder, entry),
    );
    return entry;
  }

  function forget(folder: string, entry: Held): void {
    if (held.get(folder) === entry) held.delete(folder);
  }

  return {
    async get() {
      const workspace = current();
      return workspace ? hold(workspace).opening : noWorkspace();
    },
    start(title, run) {
      const workspace = current();
      if (!workspace) return noWorkspace();
      const entry = hold(workspace);
      const id: JobId = jobs.start(title, async (work) => {
        const signal = AbortSignal.any([work.signal, entry.closing.signal]);
        const working = entry.opening.then((opened) =>
          opened.ok ? run(opened.value, { signal, report: work.report }, id) : opened,
        );
        entry.working.add(working);
        try {
          return await working;
        } finally {
          entry.working.delete(working);
        }
      });
      return ok(id);
    },
    notices() {
      const folder = current()?.path;
      return folder === undefined ? [] : (held.get(folder)?.notices ?? []);
    },
    async release(folder) {
      const entry = held.get(folder);
      if (!entry) return;
      held.delete(folder);
      entry.closing.abort();
      await Promise.allSettled([...entry.working]);
      const opened = await entry.opening.catch(() => null);
      if (opened?.ok) await opened.value.close();
    },
  };
}

function noWorkspace() {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'The warehouse belongs to a workspace, and none is open.',
    next: 'Open a workspace, then try again.',
  });
}
