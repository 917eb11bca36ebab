import * as z from 'zod';
import { Day, Decision, DirectiveAction, DirectiveState } from '../domain/directive.ts';
import { JobId } from '../domain/job.ts';
import { call } from './base.ts';
import { CheckLine } from './quality.ts';

/** Which pair it speaks of. What the study doesn't tell of a series is null. */
export const PairTold = z.object({
  signal: z.string(),
  outcome: z.string(),
  /** How the two are called. */
  signalLabel: z.string(),
  outcomeLabel: z.string(),
  platform: z.string().nullable(),
  category: z.string().nullable(),
  trend: z.string().nullable(),
  product: z.string().nullable(),
  /** How trend and product are called; null where they aren't told. */
  trendLabel: z.string().nullable(),
  productLabel: z.string().nullable(),
});
export type PairTold = z.infer<typeof PairTold>;

/** Days by which the signal comes first, with its 95 % interval; negative when sales do. */
export const LeadTold = z.object({
  days: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
});

/** An estimate and the interval it lies in. Units are whole pieces; money is minor units of `currency`. */
export const Estimate = z.object({ value: z.number(), from: z.number(), to: z.number() });
export type Estimate = z.infer<typeof Estimate>;

export const DirectiveEvidence = z.object({
  /** Of the finding: `confirmed`, `suggestive`, `unresolved lag`, `sales lead social`. */
  verdict: z.string(),
  lead: LeadTold.nullable(),
  r: z.number().nullable(),
  q: z.number().nullable(),
  /** The finding as one would say it. */
  finding: z.string(),
  /** Of the study, whose finding it is. */
  version: z.number().int(),
  /** Other signals of the same outcome that say the same. */
  also: z.array(z.string()),
  spike: z.object({
    day: Day,
    /** Standard deviations of what is usual, by the days before it alone. */
    z: z.number(),
    /** From which on it is one. */
    threshold: z.number(),
    /** The signal on that day, and what season and its own past foresaw; null where that can't be said. */
    value: z.number().nullable(),
    expected: z.number().nullable(),
  }),
});
export type DirectiveEvidence = z.infer<typeof DirectiveEvidence>;

/** What more is sold than without the spike. `why` says why there is no number, where there is none. */
export const ExpectedEffect = z.object({
  /** Over the days from `from` to `to`. */
  days: z.object({ from: Day, to: Day }).nullable(),
  units: Estimate.nullable(),
  money: Estimate.nullable(),
  currency: z.string().nullable(),
  /** Share of intervals made on earlier days that held what came, and how many were made; null where none could be. */
  coverage: z.object({ share: z.number(), tried: z.number().int() }).nullable(),
  why: z.string().nullable(),
});
export type ExpectedEffect = z.infer<typeof ExpectedEffect>;

/** In money, where margins are known; `why` says what is missing otherwise. */
export const CostOfBeingWrong = z.object({
  /** Made or bought for the upper end, and only the lower end is wanted. */
  tooManyMinor: z.number().nullable(),
  /** Did nothing, and the estimate came true. */
  missedMinor: z.number().nullable(),
  currency: z.string().nullable(),
  why: z.string().nullable(),
});
export type CostOfBeingWrong = z.infer<typeof CostOfBeingWrong>;

/** What came of it. Only what could be counted is ever called a hit or a miss. */
export const DirectiveOutcome = z.object({
  is: z.enum(['hit', 'missed', 'cannot be told']),
  /** More than was foreseen without the spike, in units; null where it can't be told. */
  actualUnits: z.number().nullable(),
  sentence: z.string(),
  at: z.string(),
});
export type DirectiveOutcome = z.infer<typeof DirectiveOutcome>;

export const Directive = z.object({
  id: z.string(),
  study: z.string(),
  action: DirectiveAction,
  state: DirectiveState,
  /** What a person decided, which stays when it expires or is judged. */
  decided: z
    .object({
      is: z.enum(['accepted', 'snoozed', 'dismissed']),
      at: z.string(),
      until: Day.nullable(),
      note: z.string(),
    })
    .nullable(),
  about: PairTold,
  /** What to do and why, as one would say it to the owner of the shop. */
  sentence: z.string(),
  evidence: DirectiveEvidence,
  /** In words: what had to be crossed, and whether it was. */
  threshold: z.string(),
  effect: ExpectedEffect,
  cost: CostOfBeingWrong,
  /** First day of the spike; of a watch or hold without one, the day it was looked at. */
  onset: Day,
  /** The last day on which acting comes in time; null where nothing expires. */
  expires: Day.nullable(),
  /** From the day the brief is about; below 0 it is over. */
  daysLeft: z.number().int().nullable(),
  /** When sales did, or should, follow. */
  followsOn: Day.nullable(),
  madeAt: z.string(),
  outcome: DirectiveOutcome.nullable(),
  /** Whether it was there at the last visit. */
  isNew: z.boolean(),
});
export type Directive = z.infer<typeof Directive>;

/** A signal with a confirmed lead that is spiking now. One signal may lead several outcomes: it is told once for each. */
export const LiveTrend = z.object({
  about: PairTold,
  onset: Day,
  /** Of the highest day of the spike, and the latest known. */
  peak: z.object({ day: Day, z: z.number() }),
  now: z.object({ day: Day, z: z.number().nullable() }),
  threshold: z.number(),
  lead: LeadTold,
  /** Days left to act, with the lower end of the lead, what is known late and what takes effect late taken off. */
  daysLeft: z.number().int(),
  sentence: z.string(),
  /** The directive that says what to do about it. */
  directive: z.string().nullable(),
  /** The last 60 days of the signal, oldest first; null where a day is missing. */
  recent: z.array(z.object({ day: Day, value: z.number().nullable(), z: z.number().nullable() })),
});
export type LiveTrend = z.infer<typeof LiveTrend>;

/** One thing that is different from the last visit, the weightiest first. */
export const BriefChange = z.object({
  kind: z.enum([
    'check failed',
    'run failed',
    'source stale',
    'new directive',
    'new finding',
    'verdict changed',
    'finding gone',
    'directive judged',
  ]),
  sentence: z.string(),
  /** When it happened, ISO in UTC; null where only the order is known. */
  at: z.string().nullable(),
  /** A directive, a check, a run or a source by its id or name, to be shown. */
  subject: z.string().nullable(),
  pair: z.object({ signal: z.string(), outcome: z.string() }).nullable(),
});
export type BriefChange = z.infer<typeof BriefChange>;

/** A pipeline whose last run failed. */
export const FailedRun = z.object({
  run: z.string(),
  pipeline: z.string(),
  at: z.string().nullable(),
  /** At which step, why, and what to do. */
  sentence: z.string(),
});
export type FailedRun = z.infer<typeof FailedRun>;

/** How old is what a source brought, or a relation holds. */
export const Freshness = z.object({
  kind: z.enum(['source', 'file', 'relation']),
  name: z.string(),
  /** When it was brought or made last; null if never. */
  at: z.string().nullable(),
  /** The last day its data speak of; null where it has no days. */
  lastDay: Day.nullable(),
  state: z.enum(['fresh', 'stale', 'never', 'waiting', 'failed']),
  sentence: z.string(),
});
export type Freshness = z.infer<typeof Freshness>;

/** What has to be done before the brief can say more, in the order it is to be done. */
export const MissingStep = z.object({
  is: z.enum([
    'no brief file',
    'no study',
    'not loaded',
    'not built',
    'not studied',
    'not briefed',
    'outdated',
  ]),
  message: z.string(),
  next: z.string(),
  /** What mends it: `brief.make`, or the screen where it is done. */
  mend: z.enum(['make', 'sources', 'models', 'pipelines', 'file']),
});
export type MissingStep = z.infer<typeof MissingStep>;

export const Answer = z.object({
  question: z.string(),
  answer: z.string(),
  /** How it was come by, and what its words mean. */
  working: z.string().nullable(),
});

export const Brief = z.object({
  /** The day that counts as today: the last one of the data when they end earlier. Null without data. */
  asOf: z.object({ day: Day, isToday: z.boolean(), sentence: z.string() }).nullable(),
  study: z
    .object({ name: z.string(), title: z.string().nullable(), version: z.number().int(), at: z.string() })
    .nullable(),
  madeAt: z.string().nullable(),
  /** When `seen` was called last, ISO in UTC; null at the first visit. */
  lastVisit: z.string().nullable(),
  missing: z.array(MissingStep),
  /** The worst first, at most ten of `total`. */
  failedChecks: z.object({ total: z.number().int(), checks: z.array(CheckLine) }),
  /** The latest first. */
  failedRuns: z.array(FailedRun),
  /** At most 50 of `changesTotal`. At the first visit, what is there. */
  changes: z.array(BriefChange),
  changesTotal: z.number().int(),
  live: z.array(LiveTrend),
  /** Open ones first, the most urgent before the others; then decided, expired and judged ones, the latest first, at most 200. */
  directives: z.array(Directive),
  freshness: z.array(Freshness),
  /** How long, which platform, what now. Null until a study ran. */
  answers: z.array(Answer).nullable(),
  /** Where no lead can be trusted: what was looked at, what would have been found, what to do. Null otherwise. */
  noLead: z.object({ sentence: z.string(), next: z.string() }).nullable(),
  /** How often what was foreseen came true, of all that were judged. */
  record: z.object({
    hit: z.number().int(),
    missed: z.number().int(),
    unknown: z.number().int(),
    sentence: z.string(),
  }),
  /** Relations written anew since the brief was made. */
  outdated: z.array(z.string()),
});
export type Brief = z.infer<typeof Brief>;

export const brief = {
  /** All that Home shows, of the study that `brief.yml` names. Never fails for what isn't there yet: `missing` says it. */
  read: call.output(Brief),
  /** Decides about a directive and answers with it. */
  decide: call.input(z.object({ id: z.string().min(1).max(100), decision: Decision })).output(Directive),
  /** Says that everything shown now was seen: what changes afterwards is new at the next visit. */
  seen: call.output(z.object({ at: z.string() })),
  /** Starts making the brief anew from the latest findings and data; `jobs` watches it. */
  make: call.output(z.object({ job: JobId })),
};
