import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { JobId } from '../domain/job.ts';
import { Failure, FileProblem } from '../errors/failure.ts';
import { call } from './base.ts';
import { MOST_ROWS, RowPage } from './warehouse.ts';

/** No graph carries more nodes than this; a project beyond it says that it was cut. */
export const MOST_NODES = 5_000;

/** What a project is made of, apart from its checks, which Quality shows. */
export const NodeKind = z.enum(['model', 'seed', 'snapshot', 'source', 'exposure', 'analysis']);
export type NodeKind = z.infer<typeof NodeKind>;

/** As the project calls it: `model.shop.stg_orders`. */
export const NodeId = z.string().min(1).max(1_000);
export type NodeId = z.infer<typeof NodeId>;

/**
 * How a node stands, the worst first.
 * blocked: a fault of a file stops it. error: its last build failed. failing: a check speaks against it, so that readers
 * keep what they had. warning: a check warns. unbuilt: never published, or of a
 * source never loaded. ok: published, and no check speaks against it.
 */
export const NodeHealth = z.enum(['blocked', 'error', 'failing', 'warning', 'unbuilt', 'ok']);
export type NodeHealth = z.infer<typeof NodeHealth>;

/** In dbt's words; `unchanged` is ours. */
export const NodeStatus = z.enum([
  'success',
  'unchanged',
  'pass',
  'warn',
  'fail',
  'error',
  'runtime error',
  'skipped',
  'cancelled',
]);
export type NodeStatus = z.infer<typeof NodeStatus>;

/** One node of the graph. */
export const GraphNode = z.object({
  id: NodeId,
  name: z.string(),
  kind: NodeKind,
  /** The schema it lies in, which is a layer in our own workspaces; empty for what makes no relation. */
  layer: z.string(),
  /** `view`, `table`, `incremental`, `ephemeral`; empty for a source. */
  materialized: z.string(),
  /** `staging.orders`, where it makes or is a relation. */
  relation: z.string().nullable(),
  file: z.string(),
  tags: z.array(z.string()),
  /** What it reads, by id. */
  dependsOn: z.array(NodeId),
  checks: z.number().int(),
  /** Checks that speak against it now. */
  failing: z.number().int(),
  health: NodeHealth,
  /** When what readers see was published, and how many rows it had. */
  builtAt: z.string().nullable(),
  rows: z.number().nullable(),
});
export type GraphNode = z.infer<typeof GraphNode>;

/** A fault of a project's file, with what to do and how many nodes it stops. */
export const ModelProblem = FileProblem.extend({
  next: z.string(),
  /** How many nodes can't be built because of it. */
  stops: z.number().int(),
});
export type ModelProblem = z.infer<typeof ModelProblem>;

/** The project in the workspace's folder as its files are now. */
export const ProjectPicture = z.discriminatedUnion('state', [
  /** No dbt_project.yml lies in the folder. */
  z.object({ state: z.literal('missing'), folder: z.string() }),
  /** It can't be read at all; the problems say why. */
  z.object({ state: z.literal('unreadable'), folder: z.string(), problems: z.array(ModelProblem) }),
  z.object({
    state: z.literal('read'),
    folder: z.string(),
    name: z.string(),
    engine: z.enum(['sqlite', 'postgres']),
    nodes: z.array(GraphNode),
    /** Of all the project's nodes, more than were sent. */
    cut: z.boolean(),
    checks: z.number().int(),
    problems: z.array(ModelProblem),
    /** Relations of RAW that its sources name and nothing was loaded into, at most 50. */
    notLoaded: z.array(z.string()),
    /** Demo data can be made for it. */
    demo: z.boolean(),
    /** The last build that ended or was killed; null when nothing was built yet. */
    lastBuild: z.object({ id: z.string(), at: z.string(), status: z.string() }).nullable(),
  }),
]);
export type ProjectPicture = z.infer<typeof ProjectPicture>;

/** One column, as far as project and warehouse tell. */
export const NodeColumn = z.object({
  name: z.string(),
  /** As the warehouse has it, else as the project declares it. */
  type: z.string().nullable(),
  description: z.string(),
  /** Described in the project. */
  declared: z.boolean(),
  /** In the relation that readers see. */
  present: z.boolean(),
  /** Names of the checks on it. */
  checks: z.array(z.string()),
});
export type NodeColumn = z.infer<typeof NodeColumn>;

export const NodeCheck = z.object({
  id: NodeId,
  name: z.string(),
  kind: z.string(),
  column: z.string().nullable(),
  severity: z.enum(['error', 'warn']),
  /** Null until it was asked for the first time. */
  status: NodeStatus.nullable(),
  failures: z.number().nullable(),
  at: z.string().nullable(),
});
export type NodeCheck = z.infer<typeof NodeCheck>;

/** One build's result for one node. */
export const BuildLine = z.object({
  build: z.string(),
  at: z.string(),
  status: NodeStatus,
  milliseconds: z.number(),
  rows: z.number().nullable(),
  failures: z.number().nullable(),
  message: z.string().nullable(),
});
export type BuildLine = z.infer<typeof BuildLine>;

export const NodeRef = z.object({
  id: NodeId,
  name: z.string(),
  kind: NodeKind,
  layer: z.string(),
  health: NodeHealth,
});
export type NodeRef = z.infer<typeof NodeRef>;

export const NodeDetail = z.object({
  node: GraphNode,
  description: z.string(),
  /** Where it is declared, and where it is described. */
  place: z.object({ file: z.string(), line: z.number().int(), column: z.number().int() }),
  describedIn: z.string().nullable(),
  /** Its template as in the file; null for what has none. */
  raw: z.string().nullable(),
  columns: z.array(NodeColumn),
  checks: z.array(NodeCheck),
  /** What it reads itself, and what reads it. */
  upstream: z.array(NodeRef),
  downstream: z.array(NodeRef),
  /** Newest first, at most 50. */
  builds: z.array(BuildLine),
  /** Faults of files that stop it. */
  problems: z.array(ModelProblem),
  /** Where a candidate that was kept back lies, and whether there is one to look at. */
  candidate: z.boolean(),
  /** Config as the project sets it, a line each. */
  config: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type NodeDetail = z.infer<typeof NodeDetail>;

/** A column and what it is made from; null where that can't be told from its SQL. */
export const ColumnOrigins = z.object({
  name: z.string(),
  from: z.array(z.object({ id: NodeId, name: z.string(), column: z.string() })).nullable(),
});
export type ColumnOrigins = z.infer<typeof ColumnOrigins>;

/** What the parse of a node's SQL tells. */
export const ParsedNode = z.object({
  columns: z.array(ColumnOrigins),
  /** What one engine would answer differently, or refuse. */
  findings: z.array(FileProblem),
});
export type ParsedNode = z.infer<typeof ParsedNode>;

/** Rows of one side that the other hasn't. */
export const RowDiff = z.object({
  /** What stands beside the rows that readers see: the candidate kept back, or what the model would give now. */
  against: z.enum(['candidate', 'now']),
  columns: z.array(z.string()),
  /** Columns that only the other side has, and that only readers have. */
  columnsAdded: z.array(z.string()),
  columnsRemoved: z.array(z.string()),
  /** Distinct rows. */
  added: z.number(),
  removed: z.number(),
  /** Some of them, at most 50 each, by position of `columns`. */
  addedRows: z.array(z.array(z.string().nullable())),
  removedRows: z.array(z.array(z.string().nullable())),
});
export type RowDiff = z.infer<typeof RowDiff>;

/** What the publication that readers see now changed for them. */
export const LastDiff = z.object({
  build: z.string(),
  at: z.string(),
  /** Null, as the counts below: it wasn't compared, and the note says why. */
  rowsBefore: z.number().nullable(),
  rowsAfter: z.number().nullable(),
  /** Rows without a counterpart; one that occurs twice counts twice. */
  added: z.number().nullable(),
  removed: z.number().nullable(),
  /** Rows whose key was there before, with something else beside it; null also where no key is known. */
  changed: z.number().nullable(),
  columnsAdded: z.array(z.string()),
  columnsRemoved: z.array(z.string()),
  /** Those compared. */
  columns: z.array(z.string()),
  /** Some of the rows, at most 20 as they were and 20 as they are, by position of `columns`; the two of a key side by side. */
  rows: z.array(
    z.object({
      side: z.enum(['before', 'after']),
      cells: z.array(z.string().nullable()),
      /** How many of it this side has more. */
      times: z.number(),
    }),
  ),
  note: z.string().nullable(),
});
export type LastDiff = z.infer<typeof LastDiff>;

/** One word of a selection: `stg_orders+`, `tag:daily`, `path:models/core`. */
const word = z.string().trim().min(1).max(1_000);
const words = z.array(word).max(200);

/**
 * together: a failed check keeps everything back. branch: only what it checks and what depends on that. always: nothing
 * is kept back, as dbt does it.
 */
export const PublishRule = z.enum(['together', 'branch', 'always']);
export type PublishRule = z.infer<typeof PublishRule>;

export const BuildWish = z.object({
  command: z.enum(['build', 'run', 'test', 'seed', 'snapshot', 'freshness']).default('build'),
  /** Empty: everything. */
  select: words.default([]),
  exclude: words.default([]),
  /** Incremental models are made anew from all their rows. */
  fullRefresh: z.boolean().default(false),
  /** changed: what is as it was at its last build is left alone. */
  scope: z.enum(['changed', 'all']).default('changed'),
  publish: PublishRule.default('together'),
});
export type BuildWish = z.infer<typeof BuildWish>;

/** What a wish would choose, before anything is built. */
export const BuildPlan = z.object({
  /** Of each kind, `model` and `test` for two. */
  counts: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  /** Chosen nodes of the graph. */
  ids: z.array(NodeId),
  /** What was asked and means nothing here: nothing is built then. */
  faults: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type BuildPlan = z.infer<typeof BuildPlan>;

export const BuildStep = z.enum(['waiting', 'running', ...NodeStatus.options]);
export type BuildStep = z.infer<typeof BuildStep>;

/** What went wrong, or was left out because of it, in the build that is watched. */
export const BuildTrouble = z.object({
  id: NodeId,
  name: z.string(),
  kind: z.string(),
  status: NodeStatus,
  message: z.string(),
  failures: z.number().nullable(),
  failure: Failure.nullable(),
});
export type BuildTrouble = z.infer<typeof BuildTrouble>;

/** How a build ended. */
export const BuildEnd = z.object({
  /** As the record of builds calls it; null when it never began. */
  build: z.string().nullable(),
  status: z.enum(['success', 'failed', 'cancelled']),
  at: z.string(),
  /** Relations readers see anew, `staging.orders`. */
  published: z.array(z.string()),
  /** What was built and not published, and which check or node is the reason. */
  keptBack: z.array(
    z.object({ id: NodeId, name: z.string(), because: z.object({ id: NodeId, name: z.string() }) }),
  ),
  /** Why it ended without a result of its own: the project can't be read, another build holds the warehouse. */
  failure: Failure.nullable(),
});
export type BuildEnd = z.infer<typeof BuildEnd>;

/** The latest build of this session, running or ended. */
export const BuildPicture = z.object({
  job: JobId,
  wish: BuildWish,
  startedAt: z.string(),
  phase: z.enum(['reading', 'building', 'publishing', 'ended']),
  done: z.number().int(),
  /** Null until it is known what is to be built. */
  total: z.number().int().nullable(),
  /** Nodes of the graph by id. */
  steps: z.record(NodeId, BuildStep),
  /** How many checks ended in which way. */
  checks: z.partialRecord(NodeStatus, z.number().int()),
  /** What runs at this moment, by name. */
  running: z.array(z.string()),
  /** At most 200, in the order it happened. */
  trouble: z.array(BuildTrouble),
  end: BuildEnd.nullable(),
});
export type BuildPicture = z.infer<typeof BuildPicture>;

const id = z.object({ id: NodeId });

export const models = {
  /** The project, its graph and its problems, as the files and the warehouse are now. */
  project: call.output(ProjectPicture),
  node: call.input(id).output(NodeDetail),
  /** The SQL a node would be built by, under the names readers know. */
  compiled: call.input(id).output(z.object({ sql: z.string() })),
  /** Where its columns come from, and what an engine would answer differently: its SQL is compiled and parsed for it. */
  parsed: call.input(id).output(ParsedNode),
  /** What would change for readers: against the candidate kept back, or against what the model would give now. */
  rowDiff: call
    .input(id.extend({ timeoutMs: z.number().int().min(100).max(600_000).default(30_000) }))
    .output(RowDiff),
  /** What its last publication changed; null where none is on record, and for views, which hold no rows of their own. */
  lastDiff: call.input(id).output(LastDiff.nullable()),
  /** Rows of what readers see, or of the candidate that was kept back. */
  rows: call
    .input(
      id.extend({
        of: z.enum(['published', 'candidate']),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(MOST_ROWS).default(200),
      }),
    )
    .output(RowPage),
  /** What would be built. */
  plan: call.input(BuildWish).output(BuildPlan),
  /** Starts a build; it goes on whether it is watched or not, and is cancelled as every job. */
  build: call.input(BuildWish).output(z.object({ job: JobId })),
  /** Writes the project's documentation as pages into a new or empty folder, or over what it wrote there before. */
  docs: call.input(z.object({ folder: z.string().min(1) })).output(z.object({ job: JobId })),
  /** Makes invented files for the template amazon-purchases in the workspace's folder, and loads them. */
  demo: call
    .input(z.object({ rows: z.number().int().min(100).max(1_850_000).default(100_000) }))
    .output(z.object({ job: JobId })),
  /** The latest build of this session now and as it goes on, at most ten times a second; null before the first. */
  watch: call.output(eventIterator(BuildPicture.nullable())),
  /** Builds on record, newest first. */
  builds: call
    .input(
      z.object({
        skip: z.number().int().min(0).default(0),
        take: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        builds: z.array(
          z.object({
            id: z.string(),
            command: z.string(),
            startedAt: z.string(),
            endedAt: z.string().nullable(),
            /** `running`, `success`, `failed`, `cancelled` or `killed`. */
            status: z.string(),
            selected: z.number().int(),
            published: z.number().int(),
            keptBack: z.number().int(),
          }),
        ),
        more: z.boolean(),
      }),
    ),
};
