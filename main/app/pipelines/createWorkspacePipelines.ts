import type { SchedulerLine } from '../../../shared/contract/pipelines.ts';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { createLatest } from '../../jobs/latest.ts';
import type { SchedulerState } from '../../pipelines/pipelines.ts';
import type { WorkspaceWarehouse } from '../warehouseOfWorkspace.ts';
import { pipelinesOver, type TickingOptions, type TickingPipelines } from './pipelinesOver.ts';
import type { WorkspacePipelines } from './workspacePipelines.ts';

const TICK_MS = 20_000;
const AT_MOST_EVERY_MS = 100;

export interface WorkspacePipelinesOptions extends Omit<TickingOptions, 'zone' | 'watching' | 'changed'> {
  readonly current: () => OpenWorkspace | null;
  readonly warehouse: WorkspaceWarehouse;
}

interface Held {
  readonly folder: string;
  readonly opening: Promise<Result<TickingPipelines>>;
}

export function createWorkspacePipelines(options: WorkspacePipelinesOptions): WorkspacePipelines {
  const { current, warehouse, files, pause } = options;
  let held: Held | null = null;
  let ready: TickingPipelines | null = null;
  let watching = false;
  let revision = 0;
  let timer: NodeJS.Timeout | null = null;
  const board = createLatest(() => ({ revision, scheduler: line(ready) }), AT_MOST_EVERY_MS);
  const listeners = new Set<() => void>();
  const changed = () => {
    revision += 1;
    board.changed();
    for (const listener of [...listeners]) listener();
  };
  const zone = () => current()?.config?.zone ?? machineZone();

  function hold(workspace: OpenWorkspace): Held {
    if (held?.folder === workspace.path) return held;
    const opening = open(workspace);
    const entry: Held = { folder: workspace.path, opening };
    held = entry;
    opening.then(
      (opened) => {
        if (held !== entry) return;
        if (opened.ok) ready = opened.value;
        else held = null;
        changed();
      },
      () => {
        if (held === entry) held = null;
      },
    );
    return entry;
  }

  async function open(workspace: OpenWorkspace): Promise<Result<TickingPipelines>> {
    const got = await warehouse.get();
    if (!got.ok) return got;
    const opened = await pipelinesOver(workspace, got.value, {
      ...options,
      zone,
      watching: () => watching,
      changed,
    });
    await opened.tick();
    return ok(opened);
  }

  /** Called every so often, and whenever something happened that may make a step possible. */
  async function look(): Promise<void> {
    const workspace = current();
    if (workspace === null) return;
    // A workspace without pipelines needs no warehouse for them.
    if (held === null && (workspace.files['pipeline'] ?? 0) === 0) return;
    const opened = await hold(workspace).opening.catch(() => null);
    if (opened?.ok) await opened.value.tick();
  }

  return {
    files,
    async opened() {
      const workspace = current();
      if (workspace === null) return noWorkspace();
      const opened = await hold(workspace).opening;
      return opened.ok ? ok(opened.value.all) : opened;
    },
    watchClock() {
      if (watching) return;
      watching = true;
      timer = setInterval(() => void look(), TICK_MS);
      timer.unref();
      void look();
    },
    scheduler: () => line(ready),
    watch: (signal) => board.watch(signal),
    paused: () => pause.paused(),
    setPaused(paused) {
      pause.setPaused(paused);
      changed();
      void look();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    next() {
      const { is, nextDue } = line(ready);
      if (nextDue === null || is !== 'running') return null;
      return { title: ready?.titles.get(nextDue.pipeline) ?? nextDue.pipeline, at: new Date(nextDue.at) };
    },
    async look() {
      if (watching) await look();
    },
    power(event) {
      if (event === 'resume' || event === 'on-ac' || event === 'unlocked') void look();
    },
    async release(folder) {
      const entry = held;
      if (entry === null || entry.folder !== folder) return;
      held = null;
      ready = null;
      const opened = await entry.opening.catch(() => null);
      if (opened?.ok) await opened.value.close();
      changed();
    },
    async close() {
      if (timer !== null) clearInterval(timer);
      watching = false;
    },
  };
}

function line(ready: TickingPipelines | null): SchedulerLine {
  if (ready === null)
    return plain({
      is: 'off',
      told: 'Nothing is scheduled yet.',
      heartbeatAt: null,
      nextDue: null,
      running: 0,
      queued: 0,
    });
  return plain(ready.all.pipelines.state());
}

function plain({ is, told, heartbeatAt, nextDue, running, queued }: SchedulerState): SchedulerLine {
  return { is, told, heartbeatAt, nextDue: nextDue === null ? null : { ...nextDue }, running, queued };
}

function noWorkspace(): Result<never> {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'No workspace is open.',
    next: 'Open one, then try again.',
  });
}
