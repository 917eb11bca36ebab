import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BuildPicture,
  BuildPlan,
  BuildWish,
  LastDiff,
  NodeDetail,
  ParsedNode,
  ProjectPicture,
  RowDiff,
} from '../../../../shared/contract/models.ts';
import type { RowPage } from '../../../../shared/contract/warehouse.ts';
import { cellsOf } from '../../../../shared/domain/cell.ts';
import type { JobId } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { isCheck } from '../../../models/project/checksOf.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import type { Project } from '../../../models/project/project.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import type { WorkspaceWarehouse } from '../../warehouseOfWorkspace.ts';
import type { BuildOptions, Modelling } from '../modelling.ts';
import type { WorkspaceModels } from '../workspaceModels.ts';
import { type BuildOnRecord, buildLines, buildsOnRecord } from './buildLines.ts';
import { buildPicture } from './buildPicture.ts';
import { compiledSql } from './compiledSql.ts';
import { graphNode, isShown, placeOf, problemOf, shownNodes } from './graphNodes.ts';
import { lastDiff } from './lastDiff.ts';
import { nodeDetail } from './nodeDetail.ts';
import { gone, incomparable, unpublished } from './nodeFailures.ts';
import { onRecord } from './onRecord.ts';
import type { ProjectMemory } from './projectMemory.ts';
import { relationColumns } from './relationColumns.ts';
import { asSubquery, rowDiff } from './rowDiff.ts';
import { isMissing, standingOf } from './standing.ts';

const BUILDS_SHOWN = 50;
const NOT_LOADED_TOLD = 50;
/** What the template amazon-purchases begins with. */
const DEMO_RELATION = 'raw.amazon_purchases';
const DEMO_SEED = 1;

/** What the screen Models asks, answered from the project's files, the warehouse and the record of builds. */
export interface ModelScreens {
  project(): Promise<Result<ProjectPicture>>;
  node(id: string): Promise<Result<NodeDetail>>;
  compiled(id: string, signal?: AbortSignal): Promise<Result<{ sql: string }>>;
  parsed(id: string, signal?: AbortSignal): Promise<Result<ParsedNode>>;
  rowDiff(wish: { id: string; timeoutMs: number }, signal?: AbortSignal): Promise<Result<RowDiff>>;
  lastDiff(id: string): Promise<Result<LastDiff | null>>;
  rows(wish: RowsWish, signal?: AbortSignal): Promise<Result<RowPage>>;
  plan(wish: BuildWish): Promise<Result<BuildPlan>>;
  build(wish: BuildWish): Result<JobId>;
  docs(folder: string): Result<JobId>;
  demo(rows: number): Result<JobId>;
  watch(signal?: AbortSignal): AsyncGenerator<BuildPicture | null, void, void>;
  builds(page: { skip: number; take: number }): Promise<Result<BuildOnRecord[]>>;
}

export interface RowsWish {
  readonly id: string;
  readonly of: 'published' | 'candidate';
  readonly offset: number;
  readonly limit: number;
}

export interface ModelScreensOptions {
  readonly models: WorkspaceModels;
  readonly warehouse: WorkspaceWarehouse;
  readonly projects: ProjectMemory;
  readonly folder: () => string | null;
  readonly clock: () => Date;
}

export function createModelScreens(options: ModelScreensOptions): ModelScreens {
  const { models, projects, folder, clock } = options;

  async function open(
    how: keyof ProjectMemory = 'recent',
  ): Promise<Result<{ warehouse: Warehouse; modelling: Modelling; project: Project }>> {
    const warehouse = await options.warehouse.get();
    if (!warehouse.ok) return warehouse;
    const modelling = await models.modelling();
    if (!modelling.ok) return modelling;
    const project = await projects[how]();
    if (!project.ok) return project;
    return ok({ warehouse: warehouse.value, modelling: modelling.value, project: project.value });
  }

  async function openNode(id: string) {
    const opened = await open();
    if (!opened.ok) return opened;
    const node = opened.value.project.nodes.get(id);
    if (node === undefined || !isShown(node)) return gone(id);
    return ok({ ...opened.value, node });
  }

  return {
    async project() {
      const here = folder();
      if (here !== null && !(await exists(join(here, 'dbt_project.yml'))))
        return ok({ state: 'missing', folder: here });
      const opened = await open('fresh');
      if (!opened.ok) {
        if (opened.failure.code !== 'PROJECT_INVALID' || here === null) return opened;
        const { problems = [], next } = opened.failure;
        return ok({
          state: 'unreadable',
          folder: here,
          problems: problems.map((problem) => ({ next, stops: 0, ...problem })),
        });
      }
      const { warehouse, project } = opened.value;
      const record = await onRecord(warehouse.store, project, clock);
      if (!record.ok) return record;
      const last = await buildsOnRecord(warehouse.store, { skip: 0, take: 1 });
      if (!last.ok) return last;
      const standing = standingOf(project, record.value);
      const { nodes, cut } = shownNodes(project);
      const [newest] = last.value;
      const notLoaded = nodes.flatMap((node) => {
        const place = isMissing(node, record.value.relations) ? placeOf(node) : null;
        return place === null ? [] : [`${place.schema}.${place.identifier}`];
      });
      return ok({
        state: 'read',
        folder: project.folder,
        name: project.name,
        engine: warehouse.store.engine,
        nodes: nodes.map((node) => graphNode(node, standing, record.value)),
        cut,
        checks: [...project.nodes.values()].filter(isCheck).length,
        problems: project.problems.map((problem) => problemOf(problem, project)),
        notLoaded: notLoaded.slice(0, NOT_LOADED_TOLD),
        demo: notLoaded.includes(DEMO_RELATION),
        lastBuild:
          newest === undefined
            ? null
            : { id: newest.id, at: newest.endedAt ?? newest.startedAt, status: newest.status },
      });
    },

    async node(id) {
      const found = await openNode(id);
      if (!found.ok) return found;
      const { warehouse, project, node } = found.value;
      const place = placeOf(node);
      const record = await onRecord(warehouse.store, project, clock);
      if (!record.ok) return record;
      const builds = await buildLines(warehouse.store, id, BUILDS_SHOWN);
      if (!builds.ok) return builds;
      const columns = place === null ? null : await relationColumns(warehouse, place);
      const candidate = place === null ? null : await candidateColumns(warehouse, node);
      return ok(
        nodeDetail(node, project, record.value, {
          columns,
          builds: builds.value,
          candidate: candidate !== null,
        }),
      );
    },

    async compiled(id, signal) {
      const found = await openNode(id);
      return found.ok ? compiledSql(found.value.modelling, id, signal) : found;
    },

    async parsed(id, signal) {
      const found = await openNode(id);
      if (!found.ok) return found;
      const { warehouse, modelling, project, node } = found.value;
      const compiled = 'rawCode' in node ? await compiledSql(modelling, id, signal) : null;
      // The parser is WebAssembly of some size: it comes when it is asked for.
      const { parsedNode } = await import('./parsedNode.ts');
      return ok(await parsedNode(node, project, warehouse, compiled?.ok ? compiled.value.sql : null));
    },

    async rowDiff({ id, timeoutMs }, signal) {
      const found = await openNode(id);
      if (!found.ok) return found;
      const { warehouse, modelling, node } = found.value;
      const place = placeOf(node);
      if (place === null || (await relationColumns(warehouse, place)) === null) return unpublished(id);
      const read = { timeoutMs, ...(signal && { signal }) };
      const published = warehouse.builds.written(place);
      if ((await candidateColumns(warehouse, node)) !== null) {
        const other = warehouse.builds.written(warehouse.builds.candidateOf(place));
        return rowDiff(warehouse.store, { published, other, against: 'candidate' }, read);
      }
      if (node.resourceType !== 'model') return incomparable(id);
      const compiled = await compiledSql(modelling, id, signal, true);
      if (!compiled.ok) return compiled;
      const other = asSubquery(compiled.value.sql);
      return rowDiff(warehouse.store, { published, other, against: 'now' }, read);
    },

    async lastDiff(id) {
      const found = await openNode(id);
      return found.ok ? lastDiff(found.value.warehouse.store, found.value.project.name, id) : found;
    },

    async rows({ id, of, offset, limit }, signal) {
      const found = await openNode(id);
      if (!found.ok) return found;
      const { warehouse, node } = found.value;
      const place = placeOf(node);
      if (place === null) return unpublished(id);
      const { builds, store } = warehouse;
      const written = builds.written(of === 'candidate' ? builds.candidateOf(place) : place);
      const read = await store.query(`select * from ${written} limit ${limit + 1} offset ${offset}`, [], {
        priority: 'interactive',
        ...(signal && { signal }),
      });
      if (!read.ok) return read;
      return ok({
        columns: [...read.value.columns],
        rows: cellsOf(read.value.rows.slice(0, limit)),
        more: read.value.rows.length > limit,
      });
    },

    async plan(wish) {
      const modelling = await models.modelling();
      if (!modelling.ok) return modelling;
      const listed = await modelling.value.list({ selection: selectionOf(wish) });
      if (!listed.ok) {
        if (listed.failure.code !== 'BAD_INPUT') return listed;
        return ok({ counts: [], ids: [], faults: [listed.failure.message], warnings: [] });
      }
      const { nodes, warnings } = listed.value;
      const counts = Map.groupBy(nodes, ({ resourceType }) => resourceType as string);
      return ok({
        counts: [...counts].map(([kind, list]) => ({ kind, count: list.length })),
        ids: nodes.filter(isShown).map(({ uniqueId }) => uniqueId),
        faults: [],
        warnings: [...warnings],
      });
    },

    build: (wish) => models.start(buildOptions(wish)),

    docs: (into) =>
      options.warehouse.start('Write the documentation', async (warehouse, work) => {
        const opened = await open('fresh');
        if (!opened.ok) return opened;
        const { writeDocs } = await import('../writeDocs.ts');
        const { project, modelling } = opened.value;
        const written = await writeDocs({ project, modelling, warehouse, folder: into, clock, work });
        return written.ok ? ok(`${written.value.pages} pages: open ${written.value.index}.`) : written;
      }),

    demo(rows) {
      const here = folder();
      return options.warehouse.start('Make demo data', async (warehouse, work) => {
        const { writeDemoFiles } = await import('../../demo/amazonPurchases/demoFiles.ts');
        const { loadDemo } = await import('../../demo/amazonPurchases/loadDemo.ts');
        const files = await writeDemoFiles(join(here ?? '', 'files'), { rows, seed: DEMO_SEED }, work);
        if (!files.ok) return files;
        const loaded = await loadDemo(warehouse, files.value, work);
        if (!loaded.ok) return loaded;
        await warehouse.store.tidy();
        return ok(`Demo data is in ${loaded.value.length} relations of RAW.`);
      });
    },

    async *watch(signal) {
      for await (const picture of models.watch(signal)) yield picture === null ? null : buildPicture(picture);
    },

    async builds(page) {
      const warehouse = await options.warehouse.get();
      return warehouse.ok ? buildsOnRecord(warehouse.value.store, page) : warehouse;
    },
  };
}

function buildOptions(wish: BuildWish): BuildOptions {
  const { command, fullRefresh, scope, publish } = wish;
  return { command, selection: selectionOf(wish), fullRefresh, scope, publish };
}

function selectionOf({ select, exclude }: BuildWish): BuildOptions['selection'] {
  return { ...(select.length > 0 && { select }), ...(exclude.length > 0 && { exclude }) };
}

async function candidateColumns(warehouse: Warehouse, node: ProjectNode) {
  const place = placeOf(node);
  if (place === null || node.resourceType === 'source') return null;
  return relationColumns(warehouse, warehouse.builds.candidateOf(place));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
