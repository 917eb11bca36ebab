import { createHash } from 'node:crypto';
import type { Row } from '../../../shared/domain/column.ts';
import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { TrendsFile } from '../../../shared/domain/trendsFile.ts';
import { type FileProblem, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store, TableSpec, WriteSession } from '../../warehouse/store.ts';
import { noteWrites } from '../pipelines/steps/appliedSteps.ts';
import { column, storable } from '../studies/cells.ts';
import { replaceRows } from '../studies/replaceRows.ts';
import { whileUnchanged } from '../studies/whileUnchanged.ts';
import { createDecisions } from './decisions/decisions.ts';
import { readTexts } from './readTexts.ts';
import { sortInThread } from './sort/sortInThread.ts';
import type { Sorted, SortedLink, SortedTrend } from './sort/sortTexts.ts';
import { readyTrends } from './trendsFile.ts';

/** What sorting came to. */
export interface TrendsSorting {
  readonly trends: number;
  readonly asking: number;
  readonly proposed: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Lines of the files of decisions that could not be read as they are. */
  readonly problems: readonly FileProblem[];
  readonly wrote: readonly RelationName[];
}

export interface SortSurroundings {
  readonly store: Store;
  readonly folder: string;
  readonly clock: () => Date;
  /** What else belongs into the transaction. */
  readonly within?: (session: WriteSession, sorting: TrendsSorting) => Promise<Result<void>>;
}

/** From the relations and the files of decisions to both relations, which are written in one transaction. */
export async function sortTrends(around: SortSurroundings, work: Work): Promise<Result<TrendsSorting>> {
  const { store, folder, clock } = around;
  const ready = await readyTrends(folder);
  if (!ready.ok) return ready;
  const file = ready.value;
  const unchanged = await whileUnchanged(store, [file.trends.relation, file.products.relation], work.signal);
  if (!unchanged.ok) return unchanged;
  work.report({ step: 'Reading trends and products', done: 0 });
  const texts = await readTexts(store, file, work.signal);
  if (!texts.ok) return texts;
  const still = await unchanged.value();
  if (!still.ok) return still;
  const { trends, products } = texts.value;
  if (trends.length === 0)
    return fail('BAD_INPUT', {
      message: `${file.trends.relation} is empty, so there is nothing to sort.`,
      next: 'Load its data and build it, then sort again.',
      subject: file.trends.relation,
    });
  const kept = await createDecisions(folder, clock).read(
    new Map(trends.map((one) => [one.trend, one])),
    new Map(products.map((one) => [one.product, one])),
  );
  work.report({ step: 'Sorting', done: 0, total: trends.length, unit: 'trends' });
  const sorted = await sortInThread(
    {
      file,
      texts: texts.value,
      corrections: kept.corrections.corrections,
      decisions: kept.decisions.decisions,
      links: true,
    },
    work.signal,
  );
  if (!sorted.ok) return sorted;
  const sorting = sortingOf(file, sorted.value, [...kept.corrections.problems, ...kept.decisions.problems]);
  return store.write((session) => write(session, file, sorted.value, sorting, around), {
    signal: work.signal,
    priority: 'background',
  });
}

async function write(
  session: WriteSession,
  { into }: TrendsFile,
  { trends, links }: Sorted,
  sorting: TrendsSorting,
  { store, clock, within }: SortSurroundings,
): Promise<Result<TrendsSorting>> {
  const rows = {
    categories: withDigest(trends.toSorted((a, b) => (a.trend < b.trend ? -1 : 1)).map(categoryRow)),
    links: withDigest(links.map(linkRow)),
  };
  const categories = await replaceRows(session, categoriesSpec(into.categories), rows.categories);
  if (!categories.ok) return categories;
  const linked = await replaceRows(session, linksSpec(into.links), rows.links);
  if (!linked.ok) return linked;
  const at = clock().toISOString();
  const noted = await noteWrites(store, session, sorting.wrote, { attempt: `sort ${at}`, at });
  if (!noted.ok) return noted;
  const done = (await within?.(session, sorting)) ?? ok(undefined);
  return done.ok ? ok(sorting) : done;
}

/** In every row, so that a model that reads it knows without a look at the rows whether they are others than before. */
function withDigest(rows: readonly Row[]): Row[] {
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
  return rows.map((row) => [...row, digest]);
}

function categoriesSpec(name: RelationName): TableSpec {
  return {
    name,
    comment:
      'Categories of trends as they were sorted last. confidence: of as many such answers this share should be right.',
    columns: [
      column('trend', 'text', false),
      column('category', 'text'),
      column('confidence', 'number', false),
      column('because', 'text', false),
      column('by', 'text', false),
      column('digest', 'text', false),
    ],
  };
}

/** Whatever the source says: the model chooses between the two. */
function categoryRow({ trend, sorted, because }: SortedTrend): Row {
  const { category, confidence, by } = sorted;
  return [
    storable(trend),
    category === null ? null : storable(category),
    confidence,
    storable(because.join('; ')),
    by,
  ];
}

function linksSpec(name: RelationName): TableSpec {
  return {
    name,
    comment:
      'Which products a trend may be about, as it was sorted last. score: how alike, from 0 to 1; it ranks, and is no probability.',
    columns: [
      column('trend', 'text', false),
      column('product', 'text', false),
      column('score', 'number', false),
      column('affiliation', 'text', false),
      column('because', 'text', false),
      column('digest', 'text', false),
    ],
  };
}

function linkRow({ trend, product, score, affiliation, because }: SortedLink): Row {
  return [storable(trend), storable(product), score, affiliation, storable(because.join('; '))];
}

function sortingOf(
  { into }: TrendsFile,
  { trends, links }: Sorted,
  problems: readonly FileProblem[],
): TrendsSorting {
  const having = (standing: SortedLink['affiliation']) =>
    links.filter(({ affiliation }) => affiliation === standing).length;
  return {
    trends: trends.length,
    asking: trends.filter(({ asks }) => asks).length,
    proposed: having('proposed'),
    accepted: having('accepted'),
    rejected: having('rejected'),
    problems,
    wrote: [into.categories, into.links],
  };
}
