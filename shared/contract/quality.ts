import * as z from 'zod';
import { call } from './base.ts';
import { NodeId, NodeRef, NodeStatus } from './models.ts';

/** How many days back the grid looks. */
export const GRID_DAYS = 30;

/** A calendar day in the workspace's reporting zone, `2026-03-08`. */
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day (write it like 2026-03-08)');

/** The verdicts of one layer on one day, the worst of them first in `state`. */
export const GridCell = z.object({
  day: Day,
  state: z.enum(['none', 'passed', 'warned', 'failed', 'broken']),
  passed: z.number().int(),
  warned: z.number().int(),
  failed: z.number().int(),
  /** Checks that could not be asked. */
  broken: z.number().int(),
});
export type GridCell = z.infer<typeof GridCell>;

export const HealthGrid = z.object({
  days: z.array(Day),
  layers: z.array(z.object({ layer: z.string(), cells: z.array(GridCell) })),
});
export type HealthGrid = z.infer<typeof HealthGrid>;

export const Acknowledgement = z.object({ reason: z.string(), at: z.string(), until: Day });
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** A build as a check refers to it. */
export const SeenIn = z.object({ build: z.string(), at: z.string() });
export type SeenIn = z.infer<typeof SeenIn>;

/** One check with its latest verdict. */
export const CheckLine = z.object({
  id: NodeId,
  name: z.string(),
  /** `not_null`, `dbt_utils.accepted_range`, `singular`, `unit`, `freshness`. */
  kind: z.string(),
  /** What it looks at. */
  about: z.object({ id: NodeId, name: z.string() }).nullable(),
  column: z.string().nullable(),
  layer: z.string(),
  severity: z.enum(['error', 'warn']).nullable(),
  status: NodeStatus,
  failures: z.number().nullable(),
  /** As `> 10`. */
  threshold: z.string().nullable(),
  message: z.string().nullable(),
  last: SeenIn,
  /** Since when it fails without a pause, and when it passed last; null where that never happened. */
  firstSeen: SeenIn.nullable(),
  lastGood: SeenIn.nullable(),
  acknowledged: Acknowledgement.nullable(),
});
export type CheckLine = z.infer<typeof CheckLine>;

export const CheckDetail = z.object({
  check: CheckLine,
  description: z.string(),
  /** Where it is declared; null when the project doesn't have it any more. */
  place: z.object({ file: z.string(), line: z.number().int(), column: z.number().int() }).nullable(),
  sql: z.string().nullable(),
  /** Oldest first, at most the last 200. */
  history: z.array(
    z.object({
      build: z.string(),
      at: z.string(),
      status: NodeStatus,
      failures: z.number().nullable(),
      milliseconds: z.number(),
    }),
  ),
  /** Some of the rows it found last, at most 100. */
  sample: z
    .object({ columns: z.array(z.string()), rows: z.array(z.array(z.string().nullable())) })
    .nullable(),
  /** The relation with all of them, where they are stored. */
  failuresIn: z.string().nullable(),
  upstream: z.array(NodeRef),
  downstream: z.array(NodeRef),
});
export type CheckDetail = z.infer<typeof CheckDetail>;

/** A relation and those of its columns that no check looks at. */
export const CoverageLine = z.object({
  id: NodeId,
  name: z.string(),
  layer: z.string(),
  columns: z.number().int(),
  unchecked: z.array(z.string()),
  /** Checks on the relation as a whole. */
  whole: z.number().int(),
});
export type CoverageLine = z.infer<typeof CoverageLine>;

/** What came for one relation of RAW, beside what is usual on that weekday. */
export const SourceBand = z.object({
  relation: z.string(),
  /** Rows a day, oldest first; `low` and `high` are null until enough weeks are known. */
  days: z.array(
    z.object({
      day: Day,
      rows: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      outside: z.boolean(),
    }),
  ),
  newestAt: z.string().nullable(),
  /** Hours between loads as they usually are, and hours since the newest. */
  usualHours: z.number().nullable(),
  sinceHours: z.number().nullable(),
  late: z.boolean(),
});
export type SourceBand = z.infer<typeof SourceBand>;

/** A check that the rows suggest, ready for a property file. */
export const Suggestion = z.object({
  column: z.string().nullable(),
  check: z.string(),
  /** What in the rows speaks for it. */
  because: z.string(),
  yaml: z.string(),
});
export type Suggestion = z.infer<typeof Suggestion>;

const skip = z.number().int().min(0).default(0);
const take = z.number().int().min(1).max(500).default(100);

/** What a reviewer left open in an audit package that came back: work until somebody closes it. */
export const OpenAuditException = z.object({
  package: z.string(),
  /** Of the package. */
  title: z.string(),
  id: z.string(),
  severity: z.string(),
  told: z.string(),
  /** The reviewer's. */
  comment: z.string(),
  initials: z.string(),
  openedAt: z.string(),
});
export type OpenAuditException = z.infer<typeof OpenAuditException>;

export const quality = {
  /** Layer by day, the last thirty days. */
  grid: call.output(HealthGrid),
  /** Checks by their latest verdict, what needs attention first. */
  checks: call
    .input(
      z.object({
        layer: z.string().optional(),
        /** As verdicts were on that day. */
        day: Day.optional(),
        which: z.enum(['all', 'speaking']).default('all'),
        search: z.string().max(200).default(''),
        skip,
        take,
      }),
    )
    .output(z.object({ checks: z.array(CheckLine), total: z.number().int(), more: z.boolean() })),
  check: call.input(z.object({ id: NodeId })).output(CheckDetail),
  /** Says that a failing check is known: it is muted until that day, and stays visible. */
  acknowledge: call.input(z.object({ id: NodeId, reason: z.string().trim().min(3).max(500), until: Day })),
  withdraw: call.input(z.object({ id: NodeId })),
  /** Writes the rows that speak against a check as CSV. */
  exportRows: call
    .input(z.object({ id: NodeId, path: z.string().min(1) }))
    .output(z.object({ path: z.string(), rows: z.number().int() })),
  coverage: call.output(z.array(CoverageLine)),
  /** Those that have waited longest first. */
  exceptions: call.output(z.array(OpenAuditException)),
  closeException: call.input(
    z.object({ package: z.string(), id: z.string(), note: z.string().trim().min(3).max(2_000) }),
  ),
  bands: call.output(z.array(SourceBand)),
  /** Reads all the relation's rows, so it may take a while; the profile is kept on record. */
  suggest: call
    .input(z.object({ id: NodeId }))
    .output(z.object({ rows: z.number(), suggestions: z.array(Suggestion) })),
  /** Writes one HTML page with everything on it, to be read without Leadline. */
  report: call.input(z.object({ path: z.string().min(1) })).output(z.object({ path: z.string() })),
};
