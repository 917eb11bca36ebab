import { uptime } from 'node:os';
import { join } from 'node:path';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { type AlertSettings, DEFAULT_ALERTS } from '../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Log } from '../../log/log.ts';
import { createAlerts } from '../../pipelines/alerts/createAlerts.ts';
import { createHeartbeat } from '../../pipelines/alerts/heartbeat.ts';
import type { SessionId } from '../../pipelines/ids.ts';
import { createStepLogs } from '../../pipelines/logs/createStepLogs.ts';
import { type OpenedPipelines, openPipelines } from '../../pipelines/openPipelines.ts';
import { createRecords } from '../../pipelines/records/createRecords.ts';
import type { StepRunners } from '../../pipelines/run/runner.ts';
import type { Slots } from '../../pipelines/schedule/slots.ts';
import type { Surroundings } from '../../pipelines/surroundings.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
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

/** Runs beyond so many of a pipeline are forgotten, with their logs. */
const RUNS_KEPT = 10_000;
const HOUSEKEEPING_MS = 86_400_000;

export interface TickingOptions {
  readonly currentId: () => string | null;
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
  readonly zone: () => Zone;
  /** Whether schedules run by themselves. */
  readonly watching: () => boolean;
  readonly changed: () => void;
}

/** The pipelines of a workspace with the machine around them: its clock, its network, its ways to tell a person. */
export interface TickingPipelines {
  readonly all: OpenedPipelines;
  readonly titles: ReadonlyMap<string, string>;
  /** Looks at the clock, and sends what is to be sent. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

export async function pipelinesOver(
  workspace: OpenWorkspace,
  opened: Warehouse,
  options: TickingOptions,
): Promise<TickingPipelines> {
  const { files, pause, log, zone, watching, changed } = options;
  const { store } = opened;
  const scoped = log.scope('pipelines');
  const clock = pipelineClock;
  const me = await thisSession(newRunId(clock.now()) as SessionId, new Date(clock.now()));
  const secretOf = alertSecrets(options.vault, options.currentId() ?? '', (secret) => log.conceal(secret));
  const ask = createAskWeb({ version: options.version });
  let settings: AlertSettings = DEFAULT_ALERTS;
  /** While the file has a fault, what it said before holds: an alert told meanwhile must not be lost. */
  const readSettings = async () => {
    settings = (await readAlerts(workspace.path)).settings ?? settings;
  };
  const alerts = createAlerts({
    store,
    async channels() {
      // Not only at a tick: whoever tries a channel has just written it.
      await readSettings();
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
    watching,
    paused: () => pause.paused(),
    log: scoped,
  });
  const closing = new AbortController();
  const unlisten = all.pipelines.onChange(changed);
  const titles = new Map<string, string>();
  let tidiedAt = Number.NEGATIVE_INFINITY;
  let ticking: Promise<void> | null = null;
  let sending: Promise<void> | null = null;

  const stumbled = (error: unknown) => void scoped.error('The scheduler stumbled over a defect', { error });

  async function tidy(): Promise<void> {
    if (!watching() || clock.monotonic() - tidiedAt < HOUSEKEEPING_MS) return;
    tidiedAt = clock.monotonic();
    const forgotten = await records.forget(me.id, RUNS_KEPT);
    if (forgotten.ok) for (const run of forgotten.value) await logs.remove(run);
    else scoped.warn('Old runs could not be forgotten', { failure: forgotten.failure });
    const done = await options.daily();
    if (!done.ok) scoped.warn('What is done once a day could not be done', { failure: done.failure });
  }

  async function once(): Promise<void> {
    await readSettings();
    for (const { name, pipeline } of await files.all()) titles.set(name, pipeline?.title ?? name);
    await all.pipelines.tick();
    sending ??= send()
      .catch(stumbled)
      .finally(() => {
        sending = null;
      });
    await tidy();
  }

  /** Beside the ticks: a mail server that doesn't answer holds up no schedule. */
  async function send(): Promise<void> {
    await alerts.pump(closing.signal);
    if (watching() && all.pipelines.state().is !== 'elsewhere') await heartbeat.beat(closing.signal);
  }

  return {
    all,
    titles,
    tick() {
      // A tick that takes long is not followed by a crowd of others.
      ticking ??= once()
        .catch(stumbled)
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
      await sending;
      await all.pipelines.close();
    },
  };
}
