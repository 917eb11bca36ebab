import * as z from 'zod';
import { JobId } from '../domain/job.ts';
import { FileProblem } from '../errors/failure.ts';
import { call } from './base.ts';

/** Why there is nothing to decide yet, and the one next step. */
export const TrendsMissing = z.object({
  /** no file: trends.yml isn't there. fault: it can't be read. unbuilt: what it names isn't there yet. */
  kind: z.enum(['no file', 'fault', 'unbuilt']),
  message: z.string(),
  next: z.string(),
});
export type TrendsMissing = z.infer<typeof TrendsMissing>;

const count = z.number().int();

/** How trends stand: what waits for a person, and what a person said that the models don't know yet. */
export const TrendsState = z.object({
  missing: TrendsMissing.nullable(),
  /** Of trends.yml and of the files that remember decisions. */
  problems: z.array(FileProblem),
  trends: count,
  products: count,
  /** Trends that wait for a category. */
  unsure: count,
  /** Links that wait for a decision. */
  proposed: count,
  /** Decisions that the models don't show yet. */
  waiting: z.object({ categories: count, links: count }),
  /** Null until trends were sorted for the first time. */
  sorted: z.boolean(),
  /** What a person may choose from, in the order of the number keys. */
  categories: z.array(z.string()),
  /** The study that runs once the models know; null where trends.yml names none. */
  study: z.string().nullable(),
});
export type TrendsState = z.infer<typeof TrendsState>;

/** Where the category of a trend comes from, the strongest first. */
export const CategoryBy = z.enum(['correction', 'source', 'rule', 'learned', 'nobody']);
export type CategoryBy = z.infer<typeof CategoryBy>;

export const InboxTrend = z.object({
  trend: z.string(),
  label: z.string(),
  hashtags: z.array(z.string()),
  /** The category it has now. */
  category: z.string().nullable(),
  by: CategoryBy,
  /** What its words say, whoever decided, and how sure that is: in [0, 1]. */
  sorted: z.object({ category: z.string().nullable(), confidence: z.number() }),
  /** In words, the strongest first. */
  because: z.array(z.string()),
  /** On how many other unsure trends an answer sheds light. */
  shedsLightOn: count,
  /** It waits for an answer: no category, or its source and its words disagree. */
  asks: z.boolean(),
});
export type InboxTrend = z.infer<typeof InboxTrend>;

export const LinkStanding = z.enum(['proposed', 'accepted', 'rejected']);
export type LinkStanding = z.infer<typeof LinkStanding>;

/** What the study says of a link on its strongest signal. */
export const LinkEvidence = z.object({
  signal: z.string(),
  outcome: z.string(),
  /** How the two are called. */
  signalLabel: z.string(),
  outcomeLabel: z.string(),
  verdict: z.string(),
  /** Days by which the signal comes first. */
  lead: z.number().nullable(),
  strength: z.number().nullable(),
  sentence: z.string(),
});
export type LinkEvidence = z.infer<typeof LinkEvidence>;

export const LinkLine = z.object({
  trend: z.string(),
  label: z.string(),
  product: z.string(),
  title: z.string(),
  standing: LinkStanding,
  /** A person in this workspace, the source that brought the link, or their likeness. */
  by: z.enum(['decision', 'source', 'likeness']),
  /** How alike they are, in [0, 1]; null where nothing was compared. */
  score: z.number().nullable(),
  because: z.array(z.string()),
  evidence: LinkEvidence.nullable(),
});
export type LinkLine = z.infer<typeof LinkLine>;

const Confirmed = z.discriminatedUnion('kind', [
  /** Too few pairs were studied for a share that is worth a number. */
  z.object({ kind: z.literal('few pairs'), pairs: count, needed: count }),
  /** Of the pairs studied; the interval holds for all groups at once. */
  z.object({ kind: z.literal('share'), share: z.number(), lower: z.number(), upper: z.number() }),
]);

const Group = z.object({
  tried: count,
  confirmed: count,
  share: Confirmed,
  /** Days, of the confirmed ones. */
  lead: z.object({ days: z.number(), shortest: z.number(), longest: z.number(), of: z.number() }).nullable(),
  /** The answer in words. */
  sentence: z.string(),
});

/** Which kinds of trend move which products. */
export const Kinds = z.object({
  /** Of the latest findings; null before the first study. */
  studiedAt: z.string().nullable(),
  /** One sentence that answers. */
  answer: z.string(),
  /** What to do where there is no answer. */
  next: z.string().nullable(),
  categories: z.array(
    Group.extend({ category: z.string(), products: z.array(Group.extend({ product: z.string() })) }),
  ),
});
export type Kinds = z.infer<typeof Kinds>;

const name = z.string().min(1).max(2_000);
const page = { skip: count.min(0).default(0), take: count.min(1).max(500).default(100) };

/** A decision as it was written; `at` and the names take exactly this one back. */
const Written = z.object({ at: z.string() });

export const trends = {
  state: call.output(TrendsState),
  /** The unsure ones first, the one whose answer teaches most before all others. */
  inbox: call
    .input(z.object({ which: z.enum(['asking', 'all']).default('asking'), ...page }))
    .output(z.object({ trends: z.array(InboxTrend), total: count })),
  /** Says what kind of trend it is; written to seeds/category_corrections.csv and learned from. */
  correct: call.input(z.object({ trend: name, category: z.string().trim().min(1).max(80) })).output(Written),
  /** Proposed first. */
  links: call
    .input(
      z.object({
        which: z.enum(['proposed', 'accepted', 'rejected', 'all']).default('proposed'),
        search: z.string().max(200).default(''),
        ...page,
      }),
    )
    .output(z.object({ links: z.array(LinkLine), total: count })),
  /** Accepts or rejects a link; written to seeds/affiliation_decisions.csv. */
  decide: call
    .input(z.object({ trend: name, product: name, decision: z.enum(['accepted', 'rejected']) }))
    .output(Written),
  /** Takes one written decision out of its file again: of a category without a product, else of a link. */
  takeBack: call.input(z.object({ trend: name, product: name.optional(), at: z.string().max(40) })),
  kinds: call.output(Kinds),
  /** Sorts trends and proposes links anew. */
  sort: call.output(z.object({ job: JobId })),
  /** Sorts, builds the models, and runs the study: afterwards no decision waits. */
  bring: call.output(z.object({ job: JobId })),
};
