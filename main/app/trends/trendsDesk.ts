import type { InboxTrend, Kinds, LinkLine, TrendsState } from '../../../shared/contract/trends.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { CATEGORIES } from '../../insight/categories/category.ts';
import type { Store } from '../../warehouse/store.ts';
import { createDecisions } from './decisions/decisions.ts';
import { kindsOf } from './desk/kindsOf.ts';
import { linkLines } from './desk/linkLines.ts';
import { createStandingReader, type Standing } from './desk/standing.ts';
import { waitingDecisions } from './desk/waiting.ts';
import { readTrendsFile } from './trendsFile.ts';

export interface InboxWish {
  readonly which: 'asking' | 'all';
  readonly skip: number;
  readonly take: number;
}

export interface LinksWish {
  readonly which: 'proposed' | 'accepted' | 'rejected' | 'all';
  readonly search: string;
  readonly skip: number;
  readonly take: number;
}

export interface LinkDecision {
  readonly trend: string;
  readonly product: string;
  readonly decision: 'accepted' | 'rejected';
}

/** Where a person decides about trends and links of one workspace: for its screen and its command alike. */
export interface TrendsDesk {
  state(store: Store, signal?: AbortSignal): Promise<Result<TrendsState>>;
  inbox(
    store: Store,
    wish: InboxWish,
    signal?: AbortSignal,
  ): Promise<Result<{ trends: InboxTrend[]; total: number }>>;
  links(
    store: Store,
    wish: LinksWish,
    signal?: AbortSignal,
  ): Promise<Result<{ links: LinkLine[]; total: number }>>;
  kinds(store: Store, signal?: AbortSignal): Promise<Result<Kinds>>;
  correct(store: Store, said: { trend: string; category: string }): Promise<Result<{ at: string }>>;
  decide(store: Store, said: LinkDecision): Promise<Result<{ at: string }>>;
  takeBack(said: { trend: string; product?: string | undefined; at: string }): Promise<Result<void>>;
}

export function createTrendsDesk(folder: string, clock: () => Date): TrendsDesk {
  const decisions = createDecisions(folder, clock);
  const standing = createStandingReader(folder, decisions);

  return {
    async state(store, signal) {
      const now = await standing(store, signal);
      if (!now.ok) return missingState(folder, now.failure);
      const links = await linkLines(store, now.value, signal);
      if (!links.ok) return links;
      const { lines, sorted } = links.value;
      const waiting = await waitingDecisions(store, now.value, lines, signal);
      if (!waiting.ok) return waiting;
      const { trends, products, problems, file } = now.value;
      return ok({
        missing: null,
        problems: [...problems],
        trends: trends.size,
        products: products.size,
        unsure: now.value.sorted.filter(({ asks }) => asks).length,
        proposed: lines.filter((line) => line.standing === 'proposed').length,
        waiting: waiting.value,
        sorted,
        categories: categoriesOf(now.value),
        study: file.study ?? null,
      });
    },

    async inbox(store, { which, skip, take }, signal) {
      const now = await standing(store, signal);
      if (!now.ok) return now;
      const wanted = now.value.sorted.filter(({ asks }) => which === 'all' || asks);
      const shown = wanted.slice(skip, skip + take).map((one): InboxTrend => {
        const text = now.value.trends.get(one.trend);
        return {
          trend: one.trend,
          label: text?.label ?? one.trend,
          hashtags: [...(text?.hashtags ?? [])],
          category: one.category,
          by: one.by,
          sorted: { category: one.sorted.category, confidence: one.sorted.confidence },
          because: [...one.because],
          shedsLightOn: one.shedsLightOn,
          asks: one.asks,
        };
      });
      return ok({ trends: shown, total: wanted.length });
    },

    async links(store, { which, search, skip, take }, signal) {
      const now = await standing(store, signal);
      if (!now.ok) return now;
      const read = await linkLines(store, now.value, signal);
      if (!read.ok) return read;
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = read.value.lines.filter(({ standing: its, trend, label, product, title }) => {
        const text = `${trend} ${label} ${product} ${title}`.toLowerCase();
        return (which === 'all' || its === which) && words.every((word) => text.includes(word));
      });
      return ok({ links: wanted.slice(skip, skip + take), total: wanted.length });
    },

    async kinds(store, signal) {
      const now = await standing(store, signal);
      return now.ok ? kindsOf(store, now.value, signal) : now;
    },

    async correct(store, { trend, category }) {
      const now = await standing(store);
      if (!now.ok) return now;
      const found = now.value.trends.get(trend);
      return found === undefined
        ? unknown('trend', trend, now.value.file.trends.relation)
        : decisions.correct(found, category.toLowerCase());
    },

    async decide(store, { trend, product, decision }) {
      const now = await standing(store);
      if (!now.ok) return now;
      const { trends, products, file } = now.value;
      const its = trends.get(trend);
      if (its === undefined) return unknown('trend', trend, file.trends.relation);
      const other = products.get(product);
      if (other === undefined) return unknown('product', product, file.products.relation);
      return decisions.decide(its, other, decision);
    },

    takeBack: (said) => decisions.takeBack(said),
  };
}

/** Those everybody has first, so that the number keys stay what they are. */
function categoriesOf({ sorted, file }: Standing): string[] {
  const own = [...Object.keys(file.rules ?? {}), ...sorted.flatMap(({ category }) => category ?? [])];
  return [...CATEGORIES, ...[...new Set(own)].filter((one) => !CATEGORIES.includes(one)).sort()];
}

/** What is missing is a state, and what broke is a failure. */
async function missingState(folder: string, failure: Failure): Promise<Result<TrendsState>> {
  if (failure.code !== 'BAD_INPUT' && failure.code !== 'FILE_INVALID') return { ok: false, failure };
  const written = await readTrendsFile(folder);
  const kind = written === null ? 'no file' : written.trends === null ? 'fault' : 'unbuilt';
  const { message, next } = failure;
  return ok({
    missing: { kind, message, next },
    problems: [...(written?.problems ?? [])],
    ...{ trends: 0, products: 0, unsure: 0, proposed: 0, waiting: { categories: 0, links: 0 } },
    ...{ sorted: false, categories: [...CATEGORIES], study: written?.trends?.study ?? null },
  });
}

function unknown(what: 'trend' | 'product', name: string, relation: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `There is no ${what} ${name.slice(0, 80)} in ${relation}.`,
    next: `Write it as it stands there, under ${what}.`,
    subject: name,
  });
}
