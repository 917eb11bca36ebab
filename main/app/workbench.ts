import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { AppInfo, DoctorLine } from '../../shared/contract/app.ts';
import { DEMO_JOB, type OpenWorkspace } from '../../shared/contract/workspace.ts';
import { machineZone } from '../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { createJobs } from '../jobs/registry.ts';
import { writeBundle } from '../log/bundle.ts';
import { createLog } from '../log/createLog.ts';
import type { Log } from '../log/log.ts';
import type { Core } from '../rpc/core.ts';
import type { Host } from '../rpc/host.ts';
import { createVault } from '../vault/createVault.ts';
import type { StartLane } from '../warehouse/sqlite/lane.ts';
import { createSettings } from '../workspace/createSettings.ts';
import { createWorkspaces } from '../workspace/createWorkspaces.ts';
import type { Workspaces } from '../workspace/workspaces.ts';
import { begin, type Hold } from './begin.ts';
import { bundleFacts } from './bundleFacts.ts';
import { examine } from './doctor.ts';
import { fileChecks } from './fileChecks.ts';
import { createFileLoads } from './fileLoads.ts';
import { createInsightScreens } from './insightScreens.ts';
import { loadFiles } from './loadFiles.ts';
import { createWorkspaceModels } from './models/createWorkspaceModels.ts';
import { createModelScreens } from './models/screens/modelScreens.ts';
import { createProjectMemory } from './models/screens/projectMemory.ts';
import { createQualityScreens } from './models/screens/quality/qualityScreens.ts';
import { createLazyPipelines, type ScheduleInShort } from './pipelines/lazyPipelines.ts';
import { createSchedulePause } from './pipelines/schedulePause.ts';
import type { Places } from './places.ts';
import type { PowerEvent } from './powerEvent.ts';
import type { SourceScreens } from './sources/screens/sourceScreens.ts';
import type { Sources } from './sources/sources.ts';
import { createWorkspaceWarehouse } from './warehouseOfWorkspace.ts';

/** The core with its life cycle: what each host opens, and closes before it ends. */
export interface Workbench extends Core {
  /**
   * What a start with a window does next: opens the workspace named, else the one opened last. Holding the named
   * workspace, or Leadline's own folder when none is named, is what makes a second start find the first.
   */
  begin(workspace: string | undefined): Promise<Result<void>>;
  examine(workspace: OpenWorkspace | null): Promise<DoctorLine[]>;
  power(event: PowerEvent): void;
  readonly schedule: ScheduleInShort;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly places: Places;
  readonly host: Host;
  readonly electron?: string;
  /** How processes for SQLite are started, where the host has its own kind. */
  readonly startLane?: StartLane;
  /** Where this process can be reached, without any token; told to a second start. */
  readonly address?: () => string | undefined;
  /** A second start asks this one to show itself. */
  readonly onFront?: () => void;
}

export async function openWorkbench(options: WorkbenchOptions): Promise<Result<Workbench>> {
  const { places, host, electron, startLane } = options;
  const { home } = places;
  const made = await makeHome(home);
  if (!made.ok) return made;

  const clock = () => new Date();
  const log = createLog({ folder: join(home, 'logs'), clock });
  log.info('Leadline started', {
    version: places.version,
    host: host.kind,
    node: process.versions.node,
    platform: process.platform,
  });
  const settings = createSettings({ home, log });
  const workspaces = createWorkspaces({
    home,
    userFolder: places.userFolder,
    templatesFolder: places.templates,
    log,
    clock,
    hostKind: host.kind,
    checks: fileChecks,
    ...(options.address ? { address: options.address } : {}),
    ...(options.onFront ? { onFront: options.onFront } : {}),
    async beforeRelease(folder) {
      // Steps first: what they write goes into the warehouse.
      await pipelines.release(folder);
      await insight.releaseInsight();
      await warehouse.release(folder);
    },
  });
  const vault = createVault({ home, log, clock, who: userInfo().username });
  const jobs = createJobs({ log: log.scope('jobs'), clock });
  const warehouse = createWorkspaceWarehouse({
    current: workspaces.current,
    async open(workspace) {
      // Both engines with their drivers: what never looks into a warehouse starts without them.
      const { openWarehouse } = await import('./openWarehouse.ts');
      return openWarehouse(workspace, {
        clock,
        log: log.scope('warehouse'),
        vault,
        id: workspaces.currentId(),
        ...(startLane && { startLane }),
      });
    },
    jobs,
    log: log.scope('warehouse'),
  });
  const files = createFileLoads({ warehouse, userFolder: places.userFolder, loadFiles });
  const models = createWorkspaceModels({
    current: workspaces.current,
    warehouse,
    macros: places.macros,
    env: places.told,
    clock,
  });
  let sources: Promise<Sources> | undefined;
  const openSources = async () => {
    const { createSources } = await import('./sources/createSources.ts');
    return createSources({
      current: workspaces.current,
      currentId: workspaces.currentId,
      warehouse,
      vault,
      shipped: places.connectors,
      version: places.version,
      log,
      clock,
      random: Math.random,
    });
  };
  const folder = () => workspaces.current()?.path ?? null;
  const stand = () => `${folder()} ${workspaces.current()?.revision}`;
  const zone = () => workspaces.current()?.config?.zone ?? machineZone();
  const projects = createProjectMemory({ models, stand, clock });
  const modelScreens = createModelScreens({ models, projects, warehouse, folder, clock });
  const qualityScreens = createQualityScreens({ projects, warehouse, zone, clock });
  const openedSources = () => {
    sources ??= openSources();
    return sources;
  };
  let sourceScreens: Promise<SourceScreens> | undefined;
  const openSourceScreens = async () => {
    const { createSourceScreens } = await import('./sources/screens/sourceScreens.ts');
    return createSourceScreens({ sources: openedSources, project: projects.recent });
  };
  const pipelines = createLazyPipelines({
    workbench: () => workbench,
    current: workspaces.current,
    currentId: workspaces.currentId,
    pause: createSchedulePause(join(home, 'schedule.json'), log.scope('pipelines')),
    metered: () => (settings.current().metered === 'always' ? true : null),
    userFolder: places.userFolder,
    version: places.version,
  });
  const insight = createInsightScreens({
    current: workspaces.current,
    currentId: workspaces.currentId,
    vault,
    warehouse,
    models,
    jobs,
    qualityScreens,
    sourceScreens: () => workbench.sourceScreens(),
    zone,
    clock,
    log,
    version: places.version,
  });
  const closing = new AbortController();
  const following = followWorkspace(workspaces, log, join(home, 'logs'), closing.signal, pipelines.look);
  let hold: Hold | undefined;

  const info = (): AppInfo => ({
    version: places.version,
    host: host.kind,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    ...(electron === undefined ? {} : { electron }),
    notices: [...settings.notices(), ...warehouse.notices()],
  });
  const examineWith = (workspace: OpenWorkspace | null): Promise<DoctorLine[]> =>
    examine({ places, electron, vault: () => vault.status(), workspace, notices: info().notices });
  const doctor = () => examineWith(workspaces.current());

  const workbench: Workbench = {
    ...insight,
    files,
    host,
    jobs,
    log,
    modelScreens,
    models,
    pipelines: pipelines.pipelines,
    pipelineScreens: pipelines.screens,
    qualityScreens,
    schedule: pipelines.schedule,
    settings,
    sourceScreens() {
      sourceScreens ??= openSourceScreens();
      return sourceScreens;
    },
    sources: openedSources,
    vault,
    warehouse,
    workspaces,
    info,
    doctor,
    examine: examineWith,
    startDemo: (path) =>
      jobs.start(DEMO_JOB, async (work) => {
        const { prepareSocialWorkspace } = await import('./demo/prepareSocialWorkspace.ts');
        const around = {
          workspaces,
          warehouse,
          pipelines: pipelines.pipelines,
          userFolder: places.userFolder,
        };
        const made = await prepareSocialWorkspace(around, { path, seed: 1 }, work);
        if (!made.ok) return made;
        return ok(
          made.value.already ? 'The demo was here already.' : 'The demo is ready: Home has its answers.',
        );
      }),
    exportBundle: (path) =>
      jobs.start('Write the diagnostics bundle', async (work) =>
        writeBundle({ path, log, work, extra: await bundleFacts({ info, doctor, settings, workspaces }) }),
      ),
    async begin(workspace) {
      const begun = await begin(workspace, {
        workspaces,
        home,
        host,
        log,
        clock,
        address: options.address,
        onFront: options.onFront,
      });
      if (!begun.ok) return begun;
      hold = begun.value;
      pipelines.watchClock();
      return ok(undefined);
    },
    power(event) {
      log.info('The machine’s power changed', { event });
      pipelines.power(event);
    },
    async close() {
      await jobs.close();
      await pipelines.close();
      await workspaces.close();
      closing.abort();
      await following;
      await hold?.release();
      await settings.close();
      await log.close();
    },
  };
  return ok(workbench);
}

async function makeHome(home: string): Promise<Result<void>> {
  try {
    await mkdir(join(home, 'logs'), { recursive: true, mode: 0o700 });
    return ok(undefined);
  } catch (error) {
    return fail('FOLDER_UNWRITABLE', {
      message: `Leadline's own folder ${home} can't be made: ${error instanceof Error ? error.message : error}.`,
      next: 'Give yourself the right to write there, or name another folder in LEADLINE_HOME.',
      subject: home,
    });
  }
}

/** Entries about a workspace are kept in that workspace. */
async function followWorkspace(
  workspaces: Workspaces,
  log: Log,
  otherwise: string,
  signal: AbortSignal,
  onChange: (other: boolean) => void,
): Promise<void> {
  let folder = otherwise;
  for await (const open of workspaces.watch(signal)) {
    const wanted = open ? join(open.path, '.leadline', 'logs') : otherwise;
    if (wanted !== folder) {
      log.writeTo(wanted);
      log.info(open ? 'A workspace was opened' : 'The workspace was closed', open ? { path: open.path } : {});
    }
    onChange(wanted !== folder);
    folder = wanted;
  }
}
