import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { WorkspacePipelines } from '../../pipelines/workspacePipelines.ts';
import { findPlaces, projectRoot } from '../../places.ts';
import { untilStopped } from '../../stop.ts';
import { openWorkbench, type Workbench } from '../../workbench.ts';
import type { Invocation } from '../command.ts';
import { silentHost } from '../silentHost.ts';
import { unlock } from '../unlock.ts';
import { tellRuns } from './tellRuns.ts';

const LOOK_EVERY_MS = 5_000;

/** Watches while another process has the workspace, schedules once none has. Resolves with the last words. */
export async function runScheduler(call: Invocation): Promise<Result<string>> {
  const stopping = new AbortController();
  void untilStopped().then(() => stopping.abort());
  const begun = await openWorkbench({ places: findPlaces(projectRoot()), host: silentHost });
  if (!begun.ok) return begun;
  const workbench = begun.value;
  try {
    const held = await untilHeld(workbench, call, stopping.signal);
    if (!held.ok) return held;
    if (stopping.signal.aborted) return ok('');
    const unlocked = await unlock(workbench.vault, call);
    if (!unlocked.ok) return unlocked;
    const pipelines = await workbench.pipelines();
    pipelines.watchClock();
    const opened = await pipelines.opened();
    if (!opened.ok) return opened;
    call.terminal.progress(`Scheduling ${call.workspace}. Ctrl-C stops it.`);
    await tellRuns(opened.value, pipelines, call.terminal, stopping.signal);
    return ok(lastWords(pipelines));
  } finally {
    await workbench.close();
  }
}

async function untilHeld(workbench: Workbench, call: Invocation, signal: AbortSignal): Promise<Result<void>> {
  for (let told = false; ; told = true) {
    const held = await workbench.workspaces.open(call.workspace);
    if (held.ok) return ok(undefined);
    if (held.failure.code !== 'WORKSPACE_IN_USE') return held;
    if (!told)
      call.terminal.progress(
        `${held.failure.message} Its pipelines run there; this one watches and takes over when that ends.`,
      );
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return ok(undefined);
  }
}

function lastWords(pipelines: WorkspacePipelines): string {
  const { nextDue } = pipelines.scheduler();
  return nextDue === null
    ? 'Stopped. Nothing is due.'
    : `Stopped. ${nextDue.pipeline} is due at ${nextDue.at} and won't run while no scheduler does; what was missed is decided at the next start.`;
}
