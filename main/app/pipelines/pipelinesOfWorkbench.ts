import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { STEP_KINDS } from '../../../shared/domain/pipeline/step.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { createSlots } from '../../pipelines/schedule/createSlots.ts';
import { COMMANDS } from '../cli/commands.ts';
import { realClock } from '../sources/realClock.ts';
import type { Workbench } from '../workbench.ts';
import { createWorkspacePipelines } from './createWorkspacePipelines.ts';
import { createPipelineFiles } from './pipelineFiles.ts';
import type { SchedulePause } from './schedulePause.ts';
import { createPipelineScreens } from './screens/createPipelineScreens.ts';
import type { PipelineScreens } from './screens/pipelineScreens.ts';
import { knownCommands } from './steps/command/allowed.ts';
import { createStepRunners } from './steps/createStepRunners.ts';
import { createSurroundings } from './surroundings/createSurroundings.ts';
import type { WorkspacePipelines } from './workspacePipelines.ts';

export interface PipelinesOptions {
  readonly workbench: () => Workbench;
  readonly current: () => OpenWorkspace | null;
  readonly currentId: () => string | null;
  readonly pause: SchedulePause;
  readonly metered: () => boolean | null;
  readonly userFolder: string;
  readonly version: string;
}

/** The pipelines of a workbench, and what its screen asks of them: loaded together, when first needed. */
export function pipelinesOfWorkbench(options: PipelinesOptions): {
  readonly pipelines: WorkspacePipelines;
  readonly screens: PipelineScreens;
} {
  const { workbench, current, currentId, pause, userFolder, version } = options;
  const { warehouse, models, sources, vault, host, log } = workbench();
  const slots = createSlots();
  const zone = () => current()?.config?.zone ?? machineZone();
  const surroundings = createSurroundings({ monotonic: () => performance.now(), metered: options.metered });
  const runners = (folder: string) =>
    createStepRunners({
      folder,
      userFolder,
      zone,
      currency: () => current()?.config?.currency ?? 'EUR',
      warehouse: () => warehouse.get(),
      sources,
      models,
      workbench,
      surroundings,
      clock: () => new Date(),
      http: realClock,
      version,
    });
  const table = runners('');
  const files = createPipelineFiles({
    current,
    runnable: STEP_KINDS.filter((kind) => table[kind] !== undefined),
    commands: knownCommands(COMMANDS.map(({ name }) => name)),
    async relations() {
      const opened = await warehouse.get();
      const catalog = opened.ok ? await opened.value.store.catalog() : opened;
      return catalog.ok ? catalog.value.map(({ name }) => name) : null;
    },
  });
  const pipelines = createWorkspacePipelines({
    current,
    currentId,
    warehouse,
    vault,
    files,
    runners,
    slots,
    surroundings,
    pause,
    notify: (note) => host.notify(note),
    daily: async () => (await sources()).applyRetention(),
    version,
    log,
    random: Math.random,
  });
  const screens = createPipelineScreens({
    pipelines,
    zone,
    now: () => new Date(),
    runners: table,
    slots,
    vault,
    workspace() {
      const open = current();
      const id = currentId();
      return open === null || id === null ? null : { folder: open.path, id };
    },
  });
  return { pipelines, screens };
}
