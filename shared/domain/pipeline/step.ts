import * as z from 'zod';
import { AuditVariant } from '../audit.ts';
import { Duration } from '../duration.ts';
import { RelationName } from '../relation.ts';
import { StudyName } from '../study.ts';

export const StepName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'use lower-case letters, digits, dashes and underscores, a letter first')
  .brand<'StepName'>();
export type StepName = z.infer<typeof StepName>;

/**
 * When a step may begin, looking at the steps it is after. cleanup: as all_done, and it decides nothing about how the run
 * ended; it runs on a cancelled run too.
 */
export const Trigger = z.enum(['all_success', 'none_failed', 'all_done', 'cleanup']);
export type Trigger = z.infer<typeof Trigger>;

export const Retries = z.strictObject({
  /** Tries in all, the first included. */
  tries: z.number().int().min(1).max(20).optional(),
  /** The first pause; each further one may be twice as long, and chance decides how much of it is waited. */
  first: Duration.optional(),
  most: Duration.optional(),
});

/** Texts may hold `${{ params.days }}`, `${{ item }}`, `${{ interval.from }}`, `${{ interval.to }}`, `${{ run.id }}`. */
const text = z.string().trim().min(1).max(10_000);
const texts = z.union([text, z.array(text).min(1).max(500)]);

const common = {
  name: StepName,
  after: z.array(StepName).max(500).optional(),
  trigger: Trigger.optional(),
  /** A number, or exactly how. 1 means: never again. */
  retries: z.union([z.number().int().min(1).max(20), Retries]).optional(),
  timeout: Duration.optional(),
  /** A pool of leadline.yml, whose slots it shares with the steps of every pipeline. */
  pool: z.string().trim().min(1).optional(),
  slots: z.number().int().min(1).max(100).optional(),
  /** Waits until the same step of the run before it has succeeded. */
  depends_on_past: z.boolean().optional(),
  /** Not on a low battery, and not over a connection that is paid by the megabyte. */
  heavy: z.boolean().optional(),
  /** False: its failure doesn't make the run fail. */
  required: z.boolean().optional(),
  /** Once for each item: the items, a param that holds them (`${{ params.shops }}`), or the first column of a query. */
  map: z
    .union([
      z.array(z.union([z.string(), z.number()])).max(1_000),
      z.string().trim().min(1),
      z.strictObject({ query: z.string().trim().min(1) }),
    ])
    .optional(),
  /** How many items at once; left out: as many as the pool lets. */
  at_once: z.number().int().min(1).max(100).optional(),
};

/** What a step does: each kind by the key that names it. */
export const StepWork = {
  extract: z.strictObject({
    ...common,
    extract: text,
    streams: z.array(text).min(1).optional(),
    full_refresh: z.boolean().optional(),
    allow_empty: z.boolean().optional(),
    /** Days: reads that range again and merges it in. In a backfill the interval of the run is the range. */
    from: text.optional(),
    to: text.optional(),
  }),
  load: z.strictObject({
    ...common,
    /** A path or a pattern, from the workspace's folder. A file that is in already is passed over. */
    load: texts,
    into: RelationName,
    disposition: z.enum(['append', 'replace', 'merge']).optional(),
    key: z.array(text).min(1).optional(),
  }),
  build: z.strictObject({
    ...common,
    /** dbt's selection, or `all`. */
    build: texts,
    exclude: texts.optional(),
    full_refresh: z.boolean().optional(),
    /** Only what changed, or everything selected. */
    scope: z.enum(['changed', 'all']).optional(),
    vars: z.record(z.string(), z.unknown()).optional(),
  }),
  study: z.strictObject({
    ...common,
    /** A file of studies/ by its name, or a relation with the columns pair, day, signal and outcome. */
    study: z
      .string()
      .trim()
      .refine(
        (name) => StudyName.safeParse(name).success || RelationName.safeParse(name).success,
        'is neither the name of a study nor a relation (write a relation like core.pairs)',
      ),
    /** Of a relation; a study's file says these itself. */
    into: RelationName.optional(),
    max_lead: z.number().int().min(1).max(365).optional(),
    seed: z.number().int().min(0).optional(),
  }),
  sort: z.strictObject({
    ...common,
    /** Trends into categories, and to the products they may be about, as trends.yml says. */
    sort: z.literal('trends', 'sorts trends and nothing else (write sort: trends)'),
  }),
  brief: z.strictObject({
    ...common,
    /** The study that brief.yml names. */
    brief: StudyName,
  }),
  sql: z.strictObject({
    ...common,
    /** Statements, or a file of queries/. They are one transaction. */
    sql: text,
    /** Bound to `?`, in order: nothing is ever put into the text of a statement. */
    values: z
      .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .max(100)
      .optional(),
    /** What it writes, so that whoever waits for these hears of it. */
    writes: z.array(RelationName).optional(),
  }),
  command: z.strictObject({
    ...common,
    /** What would follow `npm run -s leadline --`, as a list of words or one line. */
    command: texts,
  }),
  wait: z.strictObject({
    ...common,
    wait: z.union([
      z.strictObject({ file: text }),
      z.strictObject({ url: text }),
      z.strictObject({
        relation: RelationName,
        /** How old its last writing may be. */
        fresher_than: Duration,
      }),
    ]),
    poll: Duration.optional(),
  }),
  audit: z.strictObject({
    ...common,
    /** As on the command line: `relation core.sales`, `run ${{ run.id }}`, `period ${{ interval.from }} ${{ interval.to }}`. */
    audit: text,
    /** A workbook, from the workspace's folder; left out: the workspace's exports. Instants in it become days. */
    out: text.optional(),
    variant: AuditVariant.optional(),
  }),
  publish: z.strictObject({ ...common, publish: texts }),
} as const;

export type StepKind = keyof typeof StepWork;
export const STEP_KINDS = Object.keys(StepWork) as readonly StepKind[];

export const Step = z.union([
  StepWork.extract,
  StepWork.load,
  StepWork.build,
  StepWork.study,
  StepWork.brief,
  StepWork.sort,
  StepWork.sql,
  StepWork.command,
  StepWork.wait,
  StepWork.audit,
  StepWork.publish,
]);
export type Step = z.infer<typeof Step>;
export type StepOf<Kind extends StepKind> = z.infer<(typeof StepWork)[Kind]>;

export function kindOf(step: Step): StepKind {
  const kind = STEP_KINDS.find((one) => one in step);
  if (kind === undefined) throw new Error(`The step ${step.name} has no kind.`);
  return kind;
}
