import * as z from 'zod';
import { Grain, LONGEST_LEADS, steps, USUAL_GRAIN } from './grain.ts';
import { RelationName } from './relation.ts';

/** The name of a file of `studies/`, without its ending. It holds no point, so that it is never taken for a relation. */
export const StudyName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'use lower-case letters, digits, dashes and underscores, a letter first')
  .brand<'StudyName'>();
export type StudyName = z.infer<typeof StudyName>;

const ColumnName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,58}$/, 'is no column name (lower-case letters, digits and underscores)');

/** Columns that findings have of themselves, which nothing that is told beside them may be called. */
export const FINDING_COLUMNS = [
  ...['study', 'version', 'signal', 'outcome', 'verdict', 'lead', 'lead_from', 'lead_to', 'r', 'p', 'q'],
  ...['effective_n', 'days', 'strength', 'detectable_correlation', 'detectable_elasticity', 'stability'],
  ...['actionable_days', 'sentence', 'refusal', 'run_at', 'platform_rank'],
  ...['strength_from', 'strength_to', 'best_share', 'behind', 'behind_from', 'behind_to', 'grain'],
  ...['signal_label', 'outcome_label'],
] as const;

const SeriesRelation = z.strictObject({
  relation: RelationName,
  /** The columns: the series' name, its day, or its instant in a study of hours, and its value. */
  name: ColumnName,
  day: ColumnName,
  value: ColumnName,
  /** Columns that say what a series is about, and stand beside its findings. */
  about: z.array(ColumnName).max(20).optional(),
  /**
   * Columns that say how a series is called before people: the first what it is, `platform` where, any other in brackets. Without them it is
   * called by its name.
   */
  label: z.array(ColumnName).min(1).max(5).optional(),
  /** What several rows of one day are: parts of a count to be summed, or a mistake. */
  duplicates: z.enum(['refuse', 'sum']).optional(),
  /** What a week is of its days; a sum unless told. */
  aggregate: z.enum(['sum', 'mean']).optional(),
  /** Whether a week that lacks a day is missing, as it is unless told, or is what its known days are. */
  partial_weeks: z.enum(['missing', 'keep']).optional(),
});
export type SeriesRelation = z.infer<typeof SeriesRelation>;

/** One list of values of one column, bound and never put into a statement. */
export const PairCondition = z
  .string()
  .trim()
  .max(2_000)
  .regex(
    /^[a-z_][a-z0-9_]{0,58} in \( *('[^']*'|[\w-]+)( *, *('[^']*'|[\w-]+))* *\)$/,
    "is no condition (write it like affiliation in ('accepted', 'proposed'))",
  );

const LinkedPairs = z.strictObject({
  relation: RelationName,
  /** Columns of the relation that are called like one of `about` of the signals, and of the outcomes. */
  signal: ColumnName,
  outcome: ColumnName,
  where: PairCondition.optional(),
});
export type LinkedPairs = z.infer<typeof LinkedPairs>;

const Span = z.strictObject({
  relation: RelationName,
  first: ColumnName,
  last: ColumnName,
  name: ColumnName.optional(),
});
const Days = z.strictObject({ relation: RelationName, day: ColumnName, name: ColumnName.optional() });
export type Cause = z.infer<typeof Days> | z.infer<typeof Span>;

/** Chosen by hand: of a union nobody can say what is wrong. */
const Cause = z.unknown().transform((value, context): Cause => {
  const isSpan = isMapping(value) && ('first' in value || 'last' in value);
  return isSpan ? chosen<Cause>(Span, value, context) : chosen<Cause>(Days, value, context);
});
const Pairs = z
  .unknown()
  .transform((value, context): 'all' | LinkedPairs =>
    value === 'all' ? value : chosen(LinkedPairs, value, context),
  );

function chosen<T>(schema: z.ZodType<T>, value: unknown, context: z.core.$RefinementCtx): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues)
    context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const days = z.number().int().min(0).max(365);

const Shape = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  signals: SeriesRelation,
  outcomes: SeriesRelation,
  pairs: Pairs.optional(),
  /** How long a step of the series is. Days unless told. */
  grain: Grain.optional(),
  /** Leads looked at, in both directions, in steps of the grain. */
  leads: z.number().int().min(1).optional(),
  /** What is known to have moved sales. With `name`, each name is a cause by itself. */
  causes: z.array(Cause).max(20).optional(),
  /** The pairs of one family are corrected together, with all that were ever tried in it. */
  family: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'use lower-case letters, digits, dashes and underscores')
    .optional(),
  into: RelationName,
  strength_into: RelationName.optional(),
  /** Days until a day of the signal is known, and until what is then done takes effect. */
  latency_days: days.optional(),
  reaction_days: days.optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
});

export const StudyFile = Shape.check(({ value: study, issues }) => {
  const wrong = (path: (string | number)[], message: string) =>
    issues.push({ code: 'custom', path, message, input: study });
  const seen = new Set<string>(FINDING_COLUMNS);
  for (const side of ['signals', 'outcomes'] as const)
    for (const [at, column] of (study[side].about ?? []).entries()) {
      if (seen.has(column))
        wrong([side, 'about', at], `can't stand beside a finding twice: another column has that name`);
      seen.add(column);
    }
  const { grain = USUAL_GRAIN } = study;
  if (study.leads !== undefined && study.leads > LONGEST_LEADS[grain])
    wrong(
      ['leads'],
      `is more than the ${steps(LONGEST_LEADS[grain], grain)} that a study by ${grain} can look at`,
    );
  for (const side of ['signals', 'outcomes'] as const)
    for (const key of ['aggregate', 'partial_weeks'] as const)
      if (grain !== 'week' && study[side][key] !== undefined)
        wrong(
          [side, key],
          `says how days become weeks, and this study is by ${grain}: leave it out, or write grain: week`,
        );
  if (typeof study.pairs === 'object') {
    const { signal, outcome } = study.pairs;
    if (!(study.signals.about ?? []).includes(signal))
      wrong(['pairs', 'signal'], `is none of the columns under about of signals`);
    if (!(study.outcomes.about ?? []).includes(outcome))
      wrong(['pairs', 'outcome'], `is none of the columns under about of outcomes`);
  }
  const read = inputsOf(study);
  for (const key of ['into', 'strength_into'] as const)
    if (study[key] !== undefined && read.includes(study[key]))
      wrong([key], `is read by this study, so its findings can't take its place`);
  if (study.into === study.strength_into) wrong(['strength_into'], 'can’t be the same relation as into');
  if (study.strength_into !== undefined && !(study.signals.about ?? []).includes('platform'))
    wrong(['strength_into'], 'needs the column platform under about of signals');
});
export type StudyFile = z.infer<typeof StudyFile>;

/** The relations a study reads, each once. */
export function inputsOf(
  study: Pick<StudyFile, 'signals' | 'outcomes' | 'pairs' | 'causes'>,
): readonly RelationName[] {
  const linked = typeof study.pairs === 'object' ? [study.pairs.relation] : [];
  const causes = (study.causes ?? []).map(({ relation }) => relation);
  return [...new Set([study.signals.relation, study.outcomes.relation, ...linked, ...causes])];
}
