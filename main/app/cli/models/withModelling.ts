import { randomBytes, randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fail, type Result } from '../../../../shared/errors/failure.ts';
import { createWarehouse } from '../../../warehouse/createWarehouse.ts';
import type { Engine } from '../../../warehouse/store.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { DATA_FOLDER, dataFolder, ensureId } from '../../../workspace/dataFolder.ts';
import { CONFIG_FILE, exists } from '../../../workspace/folderPath.ts';
import { readWorkspaceId } from '../../../workspace/inspect.ts';
import { claimLease } from '../../../workspace/lease.ts';
import { createModelling, THREADS } from '../../models/createModelling.ts';
import type { Modelling } from '../../models/modelling.ts';
import { connectionOf } from '../../openWarehouse.ts';
import { findPlaces, projectRoot } from '../../places.ts';
import { noticesOf } from '../../warehouseNotices.ts';
import type { Workbench } from '../../workbench.ts';
import type { Answer, Invocation } from '../command.ts';
import { withWorkbench } from '../session.ts';
import { unlock } from '../unlock.ts';
import { oneOf, textOf } from './wish.ts';

const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

export interface OpenedProject {
  readonly modelling: Modelling;
  readonly warehouse: Warehouse;
}

type Work = (opened: OpenedProject) => Promise<Result<Answer>>;

/**
 * The project a command means: that of the workspace, in its warehouse; or with --project any dbt project, in a warehouse
 * of its own beside it, or in the Postgres that --connection names.
 */
export function withModelling(call: Invocation, work: Work): Promise<Result<Answer>> {
  return withWorkbench(call, async (workbench) => {
    const engine = oneOf(call.options, 'target', ENGINES);
    if (!engine.ok) return engine;
    const named = textOf(call.options, 'project');
    if (named === undefined) return inWorkspace(workbench, call, engine.value, work);
    const folder = resolve(call.folder, named);
    if (!(await exists(join(folder, 'dbt_project.yml')))) return noProject(folder);
    const isWorkspace = await exists(join(folder, CONFIG_FILE));
    if (isWorkspace && engine.value === undefined)
      return inWorkspace(workbench, { ...call, workspace: folder }, undefined, work);
    return onItsOwn(workbench, call, folder, engine.value ?? 'sqlite', work);
  });
}

async function inWorkspace(
  workbench: Workbench,
  call: Invocation,
  engine: Engine | undefined,
  work: Work,
): Promise<Result<Answer>> {
  const held = await workbench.workspaces.open(call.workspace);
  if (!held.ok) return held.failure.code === 'WORKSPACE_NOT_FOUND' ? neither(held) : held;
  const warehouse = await unlocked(workbench, call, () => workbench.warehouse.get());
  if (!warehouse.ok) return warehouse;
  const is = warehouse.value.store.engine;
  if (engine !== undefined && engine !== is)
    return fail('BAD_INPUT', {
      message: `The warehouse of this workspace is ${is}, not ${engine}.`,
      next: 'Leave --target out, or change the engine in leadline.yml.',
    });
  for (const { message, next } of workbench.warehouse.notices())
    call.terminal.progress(`${message}\n${next}`);
  const modelling = await workbench.models.modelling();
  return modelling.ok ? work({ modelling: modelling.value, warehouse: warehouse.value }) : modelling;
}

async function onItsOwn(
  workbench: Workbench,
  call: Invocation,
  folder: string,
  engine: Engine,
  work: Work,
): Promise<Result<Answer>> {
  const { log, vault } = workbench;
  const clock = () => new Date();
  const connection = textOf(call.options, 'connection');
  if (engine === 'postgres' && connection === undefined) return noConnection(folder);
  const lease = await claimLease(folder, { hostKind: 'cli', clock, log });
  if (!lease.ok) return lease;
  try {
    const data = await dataFolder(folder);
    if (!data.ok) return data;
    // A connection lies in the vault under the workspace that --workspace names, else under the project's own folder.
    const id = call.named ? await readWorkspaceId(call.workspace) : await ensureId(data.value);
    if (!id.ok) return id;
    const opened = await unlocked(workbench, call, () =>
      createWarehouse({
        workspace: folder,
        config: { warehouse: engine === 'sqlite' ? { engine } : { engine, connection: connection ?? '' } },
        dataFolder: data.value,
        log,
        clock,
        random: randomBytes,
        connectionOf: (name) => connectionOf(vault, id.value, name),
      }),
    );
    if (!opened.ok) return opened;
    const warehouse = opened.value;
    try {
      for (const { message, next } of noticesOf(warehouse.opened))
        call.terminal.progress(`${message}\n${next}`);
      const { macros, told } = findPlaces(projectRoot());
      const modelling = createModelling({
        folder,
        // One for each engine: what stands on one says nothing of the other.
        keptIn: join(folder, DATA_FOLDER, 'models', engine),
        macros,
        warehouse,
        threads: THREADS,
        env: told,
        clock,
        newId: randomUUID,
      });
      return await work({ modelling, warehouse });
    } finally {
      await warehouse.close();
    }
  } finally {
    await lease.value.release();
  }
}

/** A command has a vault of its own, so that what a window unlocked is locked here. */
async function unlocked<T>(
  { vault }: Workbench,
  call: Invocation,
  open: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await open();
  if (opened.ok || opened.failure.code !== 'VAULT_LOCKED') return opened;
  const entered = await unlock(vault, call);
  return entered.ok ? open() : entered;
}

function neither(refused: Result<never>): Result<never> {
  if (refused.ok) return refused;
  const next = 'Name a workspace with --workspace DIR, or a dbt project with --project DIR.';
  return { ok: false, failure: { ...refused.failure, next } };
}

function noProject(folder: string): Result<never> {
  return fail('PROJECT_INVALID', {
    message: `${folder} is no dbt project: it has no dbt_project.yml.`,
    next: 'Name the folder that has one.',
    subject: folder,
  });
}

function noConnection(folder: string): Result<never> {
  return fail('BAD_INPUT', {
    message: '--target postgres needs --connection NAME: which Postgres?',
    next: `Keep its address with: vault set NAME --project ${folder}. Then name it with --connection NAME.`,
  });
}
