import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { carryOutTable } from '../../../main/models/build/carry/table.ts';
import { carryOutView } from '../../../main/models/build/carry/view.ts';
import {
  checkEquivalence,
  type Equivalence,
} from '../../../main/models/build/equivalence/checkEquivalence.ts';
import { createPlaces } from '../../../main/models/build/execute/places.ts';
import { carryOutIncremental } from '../../../main/models/build/incremental/carryOutIncremental.ts';
import type { Made, NodeRun, Told } from '../../../main/models/build/nodeRun.ts';
import type { BuildRequest } from '../../../main/models/build/request.ts';
import { carryOutSnapshot } from '../../../main/models/build/snapshot/carryOutSnapshot.ts';
import { createRendering } from '../../../main/models/compile/createRendering.ts';
import type { Surroundings } from '../../../main/models/compile/rendering.ts';
import type { ModelNode, ProjectNode, SnapshotNode } from '../../../main/models/project/nodes.ts';
import type { PlainMap } from '../../../main/models/project/plain.ts';
import type { Project } from '../../../main/models/project/project.ts';
import { readProject } from '../../../main/models/project/readProject.ts';
import { writeProject } from '../../../main/models/project/testing/writeProject.ts';
import type { Answer, BuildLine, Builds } from '../../../main/warehouse/builds.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { OpenedBuilds } from '../../warehouse/builds/bench.ts';
import { must } from '../../warehouse/store/bench.ts';

/** What one step of a history asks for, besides making every node of the project in order. */
export interface Step {
  readonly fullRefresh?: boolean;
  readonly vars?: PlainMap;
  /** ISO; the clock stands still during a step. */
  readonly now?: string;
  /** Looks at what checks would see, before anything is published. */
  readonly look?: (see: (name: string, columns?: string) => Promise<readonly string[]>) => Promise<void>;
  /** Left kept back when false. */
  readonly publish?: boolean;
}

export interface Carried {
  readonly told: Told;
  /** How it was to be published; undefined when nothing was made. */
  readonly how: Made['published']['how'] | undefined;
  /** What publishing was to run, where it changes a table. */
  readonly statements: readonly string[];
}

/** A project in a database, made step by step with the carry-outs themselves. */
export interface ModelBench {
  readonly builds: Builds;
  readonly line: BuildLine;
  /** Known before it is open, so that tests can be chosen by it. */
  readonly engine: 'sqlite' | 'postgres';
  run(sql: string): Promise<Answer>;
  /** A schema nobody else uses. */
  schema(): string;
  /** `"schema.name"` or `"schema"."name"`. */
  name(schema: string, name: string): string;
  /** `a|b|null` a row, sorted. */
  rows(from: string, columns?: string): Promise<readonly string[]>;
  /** What a test may ask of a project besides making it. */
  check(schema: string, files: Readonly<Record<string, string>>, id: string): Promise<Result<Equivalence>>;
  step(schema: string, files: Readonly<Record<string, string>>, step?: Step): Promise<Map<string, Carried>>;
}

export function useModelBench(
  engineName: 'sqlite' | 'postgres',
  open: () => Promise<OpenedBuilds>,
): ModelBench {
  let opened: OpenedBuilds | undefined;
  let line: BuildLine | undefined;
  let schemas = 0;
  let steps = 0;
  beforeAll(async () => {
    opened = await open();
    line = must(await opened.builds.line());
  });
  afterAll(async () => {
    await line?.close();
    await opened?.close();
  });
  const state = () => {
    if (opened === undefined || line === undefined) throw new Error('It is open only while tests run.');
    return { ...opened, line };
  };
  const bench: ModelBench = {
    get builds() {
      return state().builds;
    },
    get line() {
      return state().line;
    },
    engine: engineName,
    run: async (sql) => must(await state().line.run(sql)),
    schema() {
      schemas += 1;
      return `shop${schemas}`;
    },
    name: (schema, name) =>
      state().builds.written({ database: state().builds.database, schema, identifier: name }),
    async rows(from, columns = '*') {
      const { rows } = await bench.run(`select ${columns} from ${from}`);
      return rows.map((row) => row.map((cell) => String(cell)).join('|')).sort();
    },
    check: (schema, files, id) =>
      withProject(bench, schema, files, {}, (project) =>
        checkEquivalence(
          {
            project,
            builds: bench.builds,
            clock: () => new Date('2026-03-01T10:00:00.000Z'),
            id: 'check',
            work: { signal: new AbortController().signal, report: () => undefined },
          },
          id,
        ),
      ),
    async step(schema, files, step = {}) {
      steps += 1;
      must(await state().line.makeSchema(schema));
      return withProject(bench, schema, files, step, (project) =>
        carryOut(project, { ...state(), schema }, step, `step-${steps}`),
      );
    },
  };
  return bench;
}

async function withProject<T>(
  { builds }: ModelBench,
  schema: string,
  files: Readonly<Record<string, string>>,
  { vars }: Step,
  work: (project: Project) => Promise<T>,
): Promise<T> {
  const folder = await writeProject({
    'dbt_project.yml': 'name: shop\nmodels: {+materialized: incremental}\n',
    ...files,
  });
  try {
    const read = await readProject(folder, {
      target: { name: 'dev', schema, database: builds.database, type: builds.engine },
      ...(vars === undefined ? {} : { vars }),
    });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return await work(read.project);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function carryOut(
  project: Project,
  { builds, store, line, schema }: OpenedBuilds & { line: BuildLine; schema: string },
  step: Step,
  id: string,
): Promise<Map<string, Carried>> {
  const places = createPlaces();
  const clock = () => new Date(step.now ?? '2026-03-01T10:00:00.000Z');
  const request: BuildRequest = {
    project,
    builds,
    store,
    command: 'build',
    selection: {},
    fullRefresh: step.fullRefresh ?? false,
    failFast: false,
    storeFailures: false,
    warnError: false,
    threads: 1,
    publish: 'together',
    scope: 'all',
    clock,
    id,
    work: { signal: new AbortController().signal, report: () => undefined },
  };
  const surroundings: Surroundings = {
    project,
    builds,
    invocation: {
      id,
      startedAt: clock(),
      command: 'build',
      fullRefresh: request.fullRefresh,
      selected: [...project.nodes.keys()],
      flags: {},
    },
    current: places.current,
    say: () => undefined,
    results: () => null,
    schemas: [schema],
  };
  const done = new Map<string, Carried>();
  const made: string[] = [];
  for (const nodeId of inOrder(project)) {
    const node = project.nodes.get(nodeId);
    if (node === undefined) continue;
    const told = await carryOutOne(node, {
      request,
      surroundings,
      line,
      signal: request.work.signal,
      rendering: (options) => createRendering(surroundings, node, line, options),
      made: (one) => places.made(nodeId, one),
    });
    if (told === null) continue;
    if (told.status !== 'success') places.forget(nodeId);
    else made.push(nodeId);
    const published = places.of(nodeId)?.published;
    const statements = published?.how === 'changed' ? published.statements : [];
    done.set(node.name, { told, how: published?.how, statements });
  }
  await step.look?.(async (name, columns = '*') => {
    const place = places.current({ database: builds.database, schema, identifier: name });
    const { rows } = must(await line.run(`select ${columns} from ${builds.written(place)}`));
    return rows.map((row) => row.map((cell) => String(cell)).join('|')).sort();
  });
  if (step.publish === false) return done;
  const all = made.flatMap((nodeId) => places.of(nodeId) ?? []);
  must(
    await builds.publish({
      relations: all.map((one) => one.published),
      drop: all.flatMap((one) => one.scratch ?? []),
    }),
  );
  return done;
}

type RunOf = Omit<NodeRun, 'node'>;

async function carryOutOne(node: ProjectNode, run: RunOf): Promise<Told | null> {
  if (node.resourceType === 'snapshot')
    return carryOutSnapshot({ ...run, node: node satisfies SnapshotNode });
  if (node.resourceType !== 'model') return null;
  const model: NodeRun<ModelNode> = { ...run, node };
  if (node.materialized === 'incremental') return carryOutIncremental(model);
  return node.materialized === 'view' ? carryOutView(model) : carryOutTable(model);
}

function inOrder(project: Project): readonly string[] {
  const order: string[] = [];
  const add = (id: string) => {
    if (order.includes(id)) return;
    for (const parent of project.graph.parents(id)) add(parent);
    order.push(id);
  };
  for (const id of project.nodes.keys()) add(id);
  return order;
}
