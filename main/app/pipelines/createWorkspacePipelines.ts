import { uptime } from 'node:os';
import { join } from 'node:path';
import type { SchedulerLine } from '../../../shared/contract/pipelines.ts';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { type AlertSettings, DEFAULT_ALERTS } from '../../../shared/domain/pipeline/alertSettings.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { createLatest } from '../../jobs/latest.ts';
import type { Log } from '../../log/log.ts';
import { createAlerts } from '../../pipelines/alerts/createAlerts.ts';
import { createHeartbeat } from '../../pipelines/alerts/heartbeat.ts';
import type { SessionId } from '../../pipelines/ids.ts';
import { createStepLogs } from '../../pipelines/logs/createStepLogs.ts';
import { type OpenedPipelines, openPipelines } from '../../pipelines/openPipelines.ts';
import type { SchedulerState } from '../../pipelines/pipelines.ts';
import { createRecords } from '../../pipelines/records/createRecords.ts';
import type { StepRunners } from '../../pipelines/run/runner.ts';
import type { Slots } from '../../pipelines/schedule/slots.ts';
import type { Surroundings } from '../../pipelines/surroundings.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { WorkspaceWarehouse } from '../warehouseOfWorkspace.ts';
import { readAlerts } from './alerts/alertFiles.ts';
import { alertSecrets } from './alerts/alertSecrets.ts';
import { createAskWeb } from './alerts/askWeb.ts';
import { createChannels } from './alerts/createChannels.ts';
import { datasetVersions } from './datasets.ts';
import { newRunId } from './newRunId.ts';
import { pipelineClock } from './pipelineClock.ts';
import type { PipelineFiles } from './pipelineFiles.ts';
import { queryItems } from './queryItems.ts';
import { RUNS_FOLDER } from './runsFolder.ts';
import type { SchedulePause } from './schedulePause.ts';
import { hasGone, thisSession } from './thisSession.ts';
import type { WorkspacePipelines } from './workspacePipelines.ts';

const TICK_MS = 20_000;
const AT_MOST_EVERY_MS = 100;
/** Runs beyond so many of a pipeline are forgotten, with their logs. */
const RUNS_KEPT = 10_000;
const HOUSEKEEPING_MS = 86_400_000;

export interface WorkspacePipelinesOptions {
  readonly current: () => OpenWorkspace | null;
  readonly currentId: () => string | null;
  readonly warehouse: WorkspaceWarehouse;
  readonly vault: Vault;
  readonly files: PipelineFiles;
  readonly runners: (folder: string) => StepRunners;
  readonly slots: Slots;
  readonly surroundings: Surroundings;
  readonly pause: SchedulePause;
  readonly notify: (note: { title: string; body: string }) => void;
  /** What else is done once a day while the clock is watched. */
  readonly daily: () => Promise<Result<unknown>>;
  readonly version: string;
  readonly log: Log;
  readonly random: () => number;
}

interface Held {
  readonly folder: string;
  readonly opening: Promise<Result<Opened>>;
}

interface Opened {
  readonly all: OpenedPipelines;
  readonly titles: ReadonlyMap<string, string>;
  /** Looks at the clock, sends what is to be sent. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

export function createWorkspacePipelines(options: WorkspacePipelinesOptions): WorkspacePipelines {
  const { current, warehouse, files, pause, log } = options;
  let held: Held | null = null;
  let ready: Opened | null = null;
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

  async function open(workspace: OpenWorkspace): Promise<Result<Opened>> {
    const got = await warehouse.get();
    if (!got.ok) return got;
    const opened = await assemble(workspace, got.value);
    await opened.tick();
    return ok(opened);
  }

  async function assemble(workspace: OpenWorkspace, opened: Warehouse): Promise<Opened> {
    const { store } = opened;
    const scoped = log.scope('pipelines');
    const clock = pipelineClock;
    const me = await thisSession(newRunId(clock.now()) as SessionId, new Date(clock.now()));
    const secretOf = alertSecrets(options.vault, options.currentId() ?? '', (secret) => log.conceal(secret));
    const ask = createAskWeb({ version: options.version });
    let settings: AlertSettings | null = DEFAULT_ALERTS;
    const alerts = createAlerts({
      store,
      async channels() {
        // Not only at a tick: whoever tries a channel has just written it.
        settings = (await readAlerts(workspace.path)).settings;
        if (settings === null) return [];
        return createChannels(settings, { ask, secretOf, clock, zone, notify: options.notify });
      },
      settings: () => settings,
      zone,
      clock,
      random: options.random,
      newId: () => newRunId(clock.now()),
      redact: (text) => log.redact(text),
      log: scoped,
    });
    const heartbeat = createHeartbeat({ ask, secretOf, settings: () => settings, clock, log: scoped });
    const logs = createStepLogs({
      folder: join(workspace.path, RUNS_FOLDER),
      redact: (text) => log.redact(text),
      clock,
    });
    const records = createRecords(store);
    const all = openPipelines({
      session: me,
      gone: (other) => hasGone(other, me, { alone: store.engine === 'sqlite', now: new Date(clock.now()) }),
      records,
      definitions: files,
      slots: options.slots,
      runners: options.runners(workspace.path),
      clock,
      uptime: () => uptime() * 1000,
      surroundings: options.surroundings,
      logs,
      alerts,
      datasets: { versions: (relations) => datasetVersions(store, relations) },
      queryItems: (sql, signal) => queryItems(opened, sql, signal),
      zone,
      random: options.random,
      newId: () => newRunId(clock.now()),
      watching: () => watching,
      paused: () => pause.paused(),
      log: scoped,
    });
    const closing = new AbortController();
    const unlisten = all.pipelines.onChange(changed);
    const titles = new Map<string, string>();
    let tidiedAt = Number.NEGATIVE_INFINITY;
    let ticking: Promise<void> | null = null;

    async function tidy(): Promise<void> {
      if (!watching || clock.monotonic() - tidiedAt < HOUSEKEEPING_MS) return;
      tidiedAt = clock.monotonic();
      const forgotten = await records.forget(me.id, RUNS_KEPT);
      if (forgotten.ok) for (const run of forgotten.value) await logs.remove(run);
      else scoped.warn('Old runs could not be forgotten', { failure: forgotten.failure });
      const done = await options.daily();
      if (!done.ok) scoped.warn('What is done once a day could not be done', { failure: done.failure });
    }

    async function once(): Promise<void> {
      settings = (await readAlerts(workspace.path)).settings;
      for (const { name, pipeline } of await files.all()) titles.set(name, pipeline?.title ?? name);
      await all.pipelines.tick();
      await alerts.pump(closing.signal);
      if (watching && all.pipelines.state().is !== 'elsewhere') await heartbeat.beat(closing.signal);
      await tidy();
    }

    return {
      all,
      titles,
      tick() {
        // A tick that takes long is not followed by a crowd of others.
        ticking ??= once()
          .catch((error: unknown) => void scoped.error('The scheduler stumbled over a defect', { error }))
          .finally(() => {
            ticking = null;
            changed();
          });
        return ticking;
      },
      async close() {
        unlisten();
        closing.abort();
        await ticking;
        await all.pipelines.close();
      },
    };
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

function line(ready: Opened | null): SchedulerLine {
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
