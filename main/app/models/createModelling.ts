import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { BuildEvents, BuildReport } from '../../models/build/request.ts';
import { readBuiltInMacros } from '../../models/compile/builtInMacros.ts';
import type { BuiltInMacros, ProjectTarget } from '../../models/project/options.ts';
import type { Plain, PlainMap } from '../../models/project/plain.ts';
import { type Project, selectFrom } from '../../models/project/project.ts';
import { createProjectReader } from '../../models/project/readProject.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { createQueue } from '../../workspace/queue.ts';
import { keepState, readState, stateAfter } from './keptState.ts';
import { keepCommand, readCommand, toRetry } from './lastCommand.ts';
import type { BuildOptions, Listing, ListOptions, Modelling, Reading } from './modelling.ts';
import { unusable } from './projectFailure.ts';

export interface ModellingOptions {
  /** The folder with `dbt_project.yml`. */
  readonly folder: string;
  /** Where the state and the last command are kept. */
  readonly keptIn: string;
  /** The folder of Leadline's own macros. */
  readonly macros: string;
  readonly warehouse: Pick<Warehouse, 'store' | 'builds'>;
  readonly target?: Partial<Pick<ProjectTarget, 'name' | 'schema'>>;
  readonly threads: number;
  /** What `env_var` may tell. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: () => Date;
  readonly newId: () => string;
}

export const TARGET_SCHEMA = 'analytics';
export const THREADS = 4;

export function createModelling(options: ModellingOptions): Modelling {
  const { folder, keptIn, warehouse, clock, newId } = options;
  const { builds, store } = warehouse;
  const reader = createProjectReader();
  const inTurn = createQueue();
  let macros: Promise<readonly BuiltInMacros[]> | undefined;

  const target: ProjectTarget = {
    name: options.target?.name ?? 'dev',
    schema: options.target?.schema ?? TARGET_SCHEMA,
    database: builds.database,
    type: builds.engine,
    more: {
      profile_name: 'leadline',
      dbname: builds.database,
      threads: BigInt(options.threads),
    },
  };

  function builtIn(): Promise<readonly BuiltInMacros[]> {
    macros ??= readBuiltInMacros(options.macros, builds.engine);
    return macros;
  }

  /** One reading after the other: the reader remembers the last one. */
  function read(reading: Reading = {}, say?: BuildEvents['said']): Promise<Result<Project>> {
    return inTurn(async () => {
      const found = await reader.read(folder, {
        target,
        vars: reading.vars ?? {},
        env: options.env,
        flags: reading.flags ?? {},
        builtInMacros: await builtIn(),
        ...(say !== undefined && { say }),
      });
      return found.ok ? ok(found.project) : unusable(folder, found.problems);
    });
  }

  async function select(asked: ListOptions): Promise<Result<{ project: Project; listing: Listing }>> {
    const project = await read(asked);
    if (!project.ok) return project;
    const state = asked.state ?? (await readState(keptIn)) ?? undefined;
    const { ids, faults, warnings } = selectFrom(project.value, asked.selection, state);
    if (faults.length > 0) return badSelection(faults);
    const nodes = ids.flatMap((id) => project.value.nodes.get(id) ?? []);
    return ok({ project: project.value, listing: { nodes, warnings } });
  }

  async function build(asked: BuildOptions, work: Work, events?: BuildEvents): Promise<Result<BuildReport>> {
    const flags = flagsOf(asked);
    const project = await read({ ...asked, flags }, events?.said);
    if (!project.ok) return project;
    const before = await readState(keptIn);
    const state = asked.state ?? before ?? undefined;
    // All that carries nodes out: what only lists does without.
    const { runBuild } = await import('../../models/build/runBuild.ts');
    const done = await runBuild({
      project: project.value,
      builds,
      store,
      command: asked.command,
      selection: asked.selection,
      ...(state !== undefined && { state }),
      fullRefresh: asked.fullRefresh ?? false,
      failFast: asked.failFast ?? false,
      storeFailures: asked.storeFailures ?? false,
      warnError: asked.warnError ?? false,
      threads: asked.threads ?? options.threads,
      publish: asked.publish ?? (asked.command === 'build' ? 'together' : 'always'),
      scope: asked.scope ?? (asked.command === 'build' ? 'changed' : 'all'),
      ...(asked.operation !== undefined && { operation: asked.operation }),
      clock,
      id: newId(),
      flags,
      work,
      ...(events !== undefined && { events }),
    });
    if (!done.ok) return done;
    const report = done.value;
    if (report.published.length > 0) await keepState(keptIn, stateAfter(before, report, project.value));
    if (asked.command !== 'compile') await keepCommand(keptIn, asked, report.results);
    return done;
  }

  return {
    folder,
    engine: builds.engine,
    read,
    async list(asked) {
      const selected = await select(asked);
      return selected.ok ? ok(selected.value.listing) : selected;
    },
    async compile(asked, work) {
      const selected = await select(asked);
      if (!selected.ok) return selected;
      const { project, listing } = selected.value;
      const { compileNodes } = await import('./compileNodes.ts');
      return compileNodes({ project, nodes: listing.nodes, builds, clock, id: newId(), work });
    },
    build,
    async retry(changes, work, events) {
      const last = await readCommand(keptIn);
      if (last === null) return nothingToRetry();
      return build({ ...last.options, ...changes, ...toRetry(last) }, work, events);
    },
    async equivalence(id, reading, work) {
      const project = await read(reading);
      if (!project.ok) return project;
      const { checkEquivalence } = await import('../../models/build/equivalence/checkEquivalence.ts');
      return checkEquivalence({ project: project.value, builds, clock, id: newId(), work }, id);
    },
    lastState: () => readState(keptIn),
    lastCommand: () => readCommand(keptIn),
  };
}

function flagsOf(asked: BuildOptions): PlainMap {
  const which: Record<string, Plain> = {
    WHICH: asked.command,
    FULL_REFRESH: asked.fullRefresh ?? false,
    FAIL_FAST: asked.failFast ?? false,
    STORE_FAILURES: asked.storeFailures ?? false,
    WARN_ERROR: asked.warnError ?? false,
  };
  return { ...which, ...asked.flags };
}

function badSelection(faults: readonly string[]): Result<never> {
  return fail('BAD_INPUT', {
    message: faults.join(' '),
    next: 'Correct what to select: `models ls` shows what there is.',
  });
}

function nothingToRetry(): Result<never> {
  return fail('BAD_INPUT', {
    message: 'No command on this project is on record, so there is nothing to try again.',
    next: 'Run build first.',
  });
}
