import * as z from 'zod';
import { Grain } from '../domain/grain.ts';
import { NoteId, NoteWish, OwnNote } from '../domain/ownNote.ts';
import { PairToggles } from '../domain/pairToggles.ts';
import { StudyName } from '../domain/study.ts';
import { Failure } from '../errors/failure.ts';
import { call } from './base.ts';

/** A step as it is written: 2026-01-31, the Monday of a week, or 2026-01-31T05:00Z. */
const step = z.string();
const count = z.number().int();
/** NaN is no number of JSON: what isn't there is null. */
const figure = z.number().nullable();
const figures = z.array(figure);
/** By the names of a study's `about` columns. */
const about = z.record(z.string(), z.string().nullable());
const problem = Failure.pick({ message: true, next: true });

export const VERDICTS = [
  'confirmed',
  'suggestive',
  'unresolved lag',
  'sales lead social',
  'no evidence',
  'refused',
] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

/** A signal or an outcome of the study. */
export const SeriesLine = z.object({
  name: z.string(),
  /** As it is called: Sourdough scoring on YouTube (views). */
  label: z.string(),
  about,
  first: step.nullable(),
  last: step.nullable(),
  /** Steps with a value. */
  known: count,
  /** Why it can't be studied at all, and what to do. A pair may be refused for other reasons. */
  refusal: problem.nullable(),
});
export type SeriesLine = z.infer<typeof SeriesLine>;

export const UsedVersion = z.object({
  version: count,
  /** ISO, UTC. */
  at: z.string(),
  /** Null: findings are of the data and settings of now. Else what changed since, in a sentence. */
  stale: z.string().nullable(),
});
export type UsedVersion = z.infer<typeof UsedVersion>;

export const OpenStudy = z.object({
  study: StudyName,
  title: z.string(),
  grain: Grain,
  /** Leads looked at, in both directions, in steps of the grain. */
  leads: count,
  about: z.object({ signals: z.array(z.string()), outcomes: z.array(z.string()) }),
  /** How values of these columns are called, by the column and the value, where that is known: {"platform": {"youtube": "YouTube"}}. */
  labels: z.record(z.string(), z.record(z.string(), z.string())),
  signals: z.array(SeriesLine),
  outcomes: z.array(SeriesLine),
  /** Places in `signals` and `outcomes`, one pair after the other; null: every signal meets every outcome. */
  pairs: z.array(count).nullable(),
  /** Names of what is known to have moved sales. */
  causes: z.array(z.string()),
  /** Null: the study has not been run. */
  version: UsedVersion.nullable(),
  /** What is missing, and what to do; the most important first. Empty when all is well. */
  problems: z.array(problem),
});
export type OpenStudy = z.infer<typeof OpenStudy>;

/** How the two are called, beside the keys that stay what they are. */
const labels = { signalLabel: z.string(), outcomeLabel: z.string() };

export const FindingLine = z.object({
  signal: z.string(),
  outcome: z.string(),
  ...labels,
  about,
  verdict: Verdict,
  lead: count.nullable(),
  from: count.nullable(),
  to: count.nullable(),
  /** Signed: the correlation at the lead. */
  r: figure,
  p: figure,
  q: figure,
  days: count.nullable(),
  /** Share of the windows that show the same lead. */
  stability: figure,
  actionableDays: count.nullable(),
  sentence: z.string(),
});
export type FindingLine = z.infer<typeof FindingLine>;

/** `strength` by its size. */
export const FINDING_ORDERS = [
  'strength',
  'lead',
  'actionable',
  'q',
  'stability',
  'signal',
  'outcome',
] as const;

export const FindingsPage = z.object({
  lines: z.array(FindingLine),
  /** Of those that pass the filter. */
  total: count,
  /** Of those that pass the filter but for the verdicts. */
  counts: z.partialRecord(Verdict, count),
  version: count.nullable(),
  /** Why there is nothing, and what to do. */
  problem: problem.nullable(),
});
export type FindingsPage = z.infer<typeof FindingsPage>;

const Peak = z.object({ lead: count, r: z.number(), n: count, p: figure });

/** A correlation at every lead, from -maxLead to maxLead. */
export const LeadPicture = z.object({
  maxLead: count,
  r: figures,
  /** Steps that each rests on. */
  n: z.array(count),
  p: figures,
  /** Half-width of the 95 % band of one lead. */
  pointwise: figure,
  /** The same when all leads are looked at together; null for the raw picture, whose band means nothing. */
  allLeads: figure,
  best: Peak.nullable(),
});
export type LeadPicture = z.infer<typeof LeadPicture>;

/** From one step to another, both included, as places in `steps`. */
export const Annotation = z.object({
  kind: z.enum(['cause', 'missing outcome', 'note']),
  name: z.string(),
  from: count,
  to: count,
  /** Of a note: to change or remove it. */
  note: NoteId.nullable(),
});
export type Annotation = z.infer<typeof Annotation>;

export const RollingWindow = z.object({
  from: step,
  to: step,
  lead: count.nullable(),
  r: figure,
  agrees: z.boolean(),
});

const Detectable = z.object({ correlation: z.number(), elasticity: figure });

export const PairView = z.object({
  signal: z.string(),
  outcome: z.string(),
  ...labels,
  about,
  grain: Grain,
  /** The calendar of everything below. */
  steps: z.array(step),
  /** As counted. */
  values: z.object({ signal: figures, outcome: figures }),
  /** After the toggles, what was correlated; empty where the pair is refused. */
  prepared: z.object({ signal: figures, outcome: figures }),
  corrected: LeadPicture.nullable(),
  raw: LeadPicture.nullable(),
  /** Why the two pictures differ, or don't. */
  difference: z.string(),
  /** First what a shop owner is to know: the study's finding, or what is seen under these settings. */
  sentence: z.string(),
  rolling: z.array(RollingWindow),
  /** The study's own, when that is what is asked. */
  finding: FindingLine.nullable(),
  /** Null: this is the study's question. Else why it isn't. */
  otherQuestion: z.string().nullable(),
  /** The smallest effect that would have been found eight times in ten. */
  detectable: Detectable.nullable(),
  annotations: z.array(Annotation),
  /** Why there is nothing to see, and what to do. */
  refusal: problem.nullable(),
});
export type PairView = z.infer<typeof PairView>;

export const PairJudgement = z.object({
  signal: z.string(),
  outcome: z.string(),
  ...labels,
  verdict: Verdict,
  sentence: z.string(),
  lead: count.nullable(),
  interval: z.object({ lower: count, upper: count }).nullable(),
  strength: figure,
  days: count.nullable(),
  effectiveN: figure,
  p: figure,
  /** Null where another question than the study's is asked: it has no place among the pairs that were tried. */
  q: figure,
  tests: count,
  stability: z.object({ agree: count, windows: count }).nullable(),
  granger: z.object({ forward: figure, backward: figure, order: count }).nullable(),
  backtest: z.object({ overSeasonalNaive: figure, overWithoutSignal: figure, origins: count }).nullable(),
  detectable: Detectable.nullable(),
  actionableLead: z
    .object({ days: z.number(), atLeast: z.number(), latency: z.number(), reaction: z.number() })
    .nullable(),
  notes: z.array(z.string()),
  refusal: problem.nullable(),
  otherQuestion: z.string().nullable(),
});
export type PairJudgement = z.infer<typeof PairJudgement>;

export const EventView = z.object({
  /** First steps of the spikes. */
  signalOnsets: z.array(step),
  outcomeOnsets: z.array(step),
  horizon: count,
  /** Shares followed within 0 to `horizon` days. */
  observed: figures,
  placebo: figures,
  lower: figures,
  upper: figures,
  followed: z.object({ share: figure, lower: figure, upper: figure }).nullable(),
  half: z.object({ days: figure, lower: figure, upper: figure }).nullable(),
  p: figure,
  sentence: z.string(),
  /** Why there is no curve, and what to do. */
  refusal: problem.nullable(),
});
export type EventView = z.infer<typeof EventView>;

export const HeatCell = z.object({
  /** Places in `rows` and `columns`. */
  row: count,
  column: count,
  /** Signed. */
  r: z.number(),
  lead: count,
  /** Null: the study hasn't been run with this pair. */
  verdict: Verdict.nullable(),
  /** What a click chooses. */
  signal: z.string(),
  outcome: z.string(),
});
export type HeatCell = z.infer<typeof HeatCell>;

export const HeatView = z.object({
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  /** How these are called. */
  rowLabels: z.array(z.string()),
  columnLabels: z.array(z.string()),
  /** Those that are empty are left out. */
  cells: z.array(HeatCell),
  /** Correlations that are closer to 0 mean nothing by themselves. */
  band: figure,
  /** What is shown, in a sentence. */
  sentence: z.string(),
  problem: problem.nullable(),
});
export type HeatView = z.infer<typeof HeatView>;

const ofStudy = z.object({ study: StudyName });
const ofPair = ofStudy.extend({ signal: z.string(), outcome: z.string() });
const asked = ofPair.extend({
  /** Days, both included; left out: all that both cover. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Left out: as the study does. */
  toggles: PairToggles.optional(),
});
export type AskedPair = z.infer<typeof asked>;

const findings = ofStudy.extend({
  verdicts: z.array(Verdict).optional(),
  /** Only those about this, by the name of the column: platform, category, product, trend. */
  about: z.record(z.string(), z.string()).optional(),
  /** Part of the name of a signal or an outcome. */
  text: z.string().max(200).optional(),
  sort: z.enum(FINDING_ORDERS).optional(),
  descending: z.boolean().optional(),
  skip: count.min(0).optional(),
  take: count.min(1).max(500).optional(),
});
export type AskedFindings = z.infer<typeof findings>;

const heat = z.discriminatedUnion('of', [
  /** Every platform at every lead, the signals about one trend (or category) against one outcome. */
  ofStudy.extend({
    of: z.literal('platform-lead'),
    outcome: z.string(),
    about: z.object({ column: z.enum(['trend', 'category']), value: z.string() }),
  }),
  /** The strongest pair of each cell. */
  ofStudy.extend({ of: z.literal('category-product') }),
  ofStudy.extend({ of: z.literal('trend-product') }),
]);
export type AskedHeat = z.infer<typeof heat>;

export const Notes = z.object({
  notes: z.array(OwnNote),
  /** What `notes.yml` says now, to be handed back with a change; null: there is no such file yet. */
  expected: z.string().nullable(),
});
export type Notes = z.infer<typeof Notes>;
const expected = z.string().nullable();

export const explorer = {
  /** The studies whose pairs can be explored, by their names. Those with a fault in their file say it. */
  studies: call.output(
    z.array(z.object({ name: StudyName, title: z.string(), problem: problem.nullable() })),
  ),
  /** What a study is made of. Reads its data when it isn't held ready, which takes seconds. */
  open: call.input(ofStudy).output(OpenStudy),
  /** Lines of what the study found, as its last run left them. */
  findings: call.input(findings).output(FindingsPage),
  /** One pair under some settings, quickly and without the checks of a claim. */
  pair: call.input(asked).output(PairView),
  /** The whole judgement with every check; takes a second. */
  finding: call.input(asked).output(PairJudgement),
  /** How long after a spike of the signal the outcome spikes, beside days drawn at random. */
  events: call.input(asked.omit({ toggles: true })).output(EventView),
  heat: call.input(heat).output(HeatView),
  /** What the user wrote beside the days. */
  notes: call.output(Notes),
  addNote: call.input(z.object({ note: NoteWish, expected })).output(Notes),
  changeNote: call.input(z.object({ id: NoteId, note: NoteWish, expected })).output(Notes),
  removeNote: call.input(z.object({ id: NoteId, expected })).output(Notes),
  /** Writes a new folder with the data of a finding and an R script that recomputes it. */
  exportR: call.input(ofPair.extend({ to: z.string().min(1) })).output(z.object({ folder: z.string() })),
};
