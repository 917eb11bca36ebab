import { createHash } from 'node:crypto';
import type { TrendsFile } from '../../../../shared/domain/trendsFile.ts';
import { type FileProblem, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Decision, ProductText } from '../../../insight/affiliation/proposal.ts';
import type { Store } from '../../../warehouse/store.ts';
import type { Decisions } from '../decisions/decisions.ts';
import { type GivenTrend, readTexts, type Texts } from '../readTexts.ts';
import { sortInThread } from '../sort/sortInThread.ts';
import type { SortedTrend } from '../sort/sortTexts.ts';
import { readyTrends } from '../trendsFile.ts';

/** How trends stand at this moment, decisions of the last second included. */
export interface Standing {
  readonly file: TrendsFile;
  readonly texts: Texts;
  readonly trends: ReadonlyMap<string, GivenTrend>;
  readonly products: ReadonlyMap<string, ProductText>;
  readonly sorted: readonly SortedTrend[];
  readonly decisions: readonly Decision[];
  readonly problems: readonly FileProblem[];
}

interface Sorting {
  readonly key: string;
  readonly sorted: Promise<Result<readonly SortedTrend[]>>;
}

/** Sorting is asked for by every part of the screen at once: the same question is answered once. */
export function createStandingReader(folder: string, decisions: Decisions) {
  let last: Sorting | null = null;

  return async (store: Store, signal?: AbortSignal): Promise<Result<Standing>> => {
    const ready = await readyTrends(folder);
    if (!ready.ok) return ready;
    const file = ready.value;
    const texts = await readTexts(store, file, signal);
    if (!texts.ok) return texts;
    const trends = new Map(texts.value.trends.map((one) => [one.trend, one]));
    const products = new Map(texts.value.products.map((one) => [one.product, one]));
    const kept = await decisions.read(trends, products);
    const task = {
      file,
      texts: { trends: texts.value.trends, products: [], links: [], evidence: [] },
      corrections: kept.corrections.corrections,
      decisions: [],
      links: false,
    };
    const key = createHash('sha256').update(JSON.stringify(task)).digest('hex');
    if (last?.key !== key)
      last = {
        key,
        sorted: sortInThread(task).then((done) => (done.ok ? ok(done.value.trends) : done)),
      };
    const sorted = await last.sorted;
    if (!sorted.ok) return sorted;
    return ok({
      file,
      texts: texts.value,
      trends,
      products,
      sorted: sorted.value,
      decisions: kept.decisions.decisions,
      problems: [...kept.corrections.problems, ...kept.decisions.problems],
    });
  };
}
