import * as z from 'zod';
import type { SourceClock } from '../../clock.ts';
import type { Pairs, RateMemory, RateRule } from '../http.ts';
import { cancelled, unreachable } from '../troubles.ts';
import { type Hop, whereOf } from '../wire/hop.ts';
import { counterOf } from './counter.ts';
import { rateNews } from './rateNews.ts';

type Asked = Parameters<RateRule['matches']>[0];

/** Who may ask when. Every rule a request matches holds at once. */
export interface Limits {
  /** Waits until all of its buckets have room and has written down what it takes before it resolves. */
  take(hop: Hop, signal: AbortSignal, waiting?: (milliseconds: number) => void): Promise<void>;
  /** From the headers of an answer. */
  learn(hop: Hop, status: number, headers: Pairs): Promise<void>;
  heed(asked: Asked, untilMs: number): Promise<void>;
}

/** Longer than this is not waited for: the run would hold on to its place for nothing, and can be started again then. */
const LONGEST_WAIT = 3_600_000;

const Kept = z.object({
  /** By the rate they count for, so that a changed rule starts anew and the others go on. */
  counters: z.record(z.string(), z.unknown()).default({}),
  untilMs: z.number().default(0),
  /** When it was last written. */
  at: z.number().default(0),
  /** How often the vendor said this account may really ask, where a rule refills evenly. */
  callsPerSecond: z.number().positive().optional(),
});
type Kept = z.infer<typeof Kept>;

export function createLimits(rules: readonly RateRule[], memory: RateMemory, clock: SourceClock): Limits {
  let last: Promise<unknown> = Promise.resolve();

  /** Reading, judging and writing of one request is one step; otherwise two would take the same last call. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const mine = last.then(step);
    last = mine.catch(() => {});
    return mine;
  }

  async function read(bucket: string): Promise<Kept> {
    const kept = Kept.safeParse((await memory.read(bucket)) ?? {});
    return kept.success ? kept.data : { counters: {}, untilMs: 0, at: 0 };
  }

  function write(bucket: string, kept: Kept): Promise<void> {
    return memory.write(bucket, { ...kept, at: clock.now() });
  }

  /** A clock that was set back must not lock a bucket up until it has caught up. */
  async function readByThisClock(bucket: string, own: readonly RateRule[]): Promise<Kept> {
    const kept = await read(bucket);
    const ahead = kept.at - clock.now();
    if (ahead <= 0) return kept;
    const moved = countersOf(own, kept).map(
      ([key, counter]) => [key, counter.earlier(kept.counters[key], ahead)] as const,
    );
    const now = { ...kept, counters: Object.fromEntries(moved), untilMs: kept.untilMs - ahead };
    await write(bucket, now);
    return { ...now, at: clock.now() };
  }

  const matching = (asked: Asked) => rules.filter((rule) => rule.matches(asked));

  /** One state a bucket, however many rules draw from it. */
  function bucketsOf(found: readonly RateRule[]): Map<string, RateRule[]> {
    const buckets = new Map<string, RateRule[]>();
    for (const rule of found) buckets.set(rule.bucket, [...(buckets.get(rule.bucket) ?? []), rule]);
    return buckets;
  }

  /** Zero: taken. Otherwise when to ask again. */
  async function tryTake(buckets: Map<string, RateRule[]>): Promise<number> {
    const now = clock.now();
    const states = new Map<string, Kept>();
    let freeAt = now;
    for (const [bucket, own] of buckets) {
      const kept = await readByThisClock(bucket, own);
      states.set(bucket, kept);
      freeAt = Math.max(freeAt, kept.untilMs);
      for (const [key, counter] of countersOf(own, kept))
        freeAt = Math.max(freeAt, counter.free(kept.counters[key], now));
    }
    if (freeAt > now) return freeAt;
    for (const [bucket, kept] of states) {
      const counters = countersOf(buckets.get(bucket) ?? [], kept);
      const taken = counters.map(([key, counter]) => [key, counter.taken(kept.counters[key], now)] as const);
      await write(bucket, { ...kept, counters: Object.fromEntries(taken) });
    }
    return 0;
  }

  async function change(asked: Asked, alter: (kept: Kept, rules: RateRule[]) => Kept): Promise<void> {
    const found = matching(asked);
    if (found.length === 0) return;
    await inTurn(async () => {
      for (const [bucket, own] of bucketsOf(found)) {
        const kept = await readByThisClock(bucket, own);
        const altered = alter(kept, own);
        if (altered !== kept) await write(bucket, altered);
      }
    });
  }

  return {
    async take(hop, signal, waiting) {
      const found = matching(hop);
      if (found.length === 0) return;
      const buckets = bucketsOf(found);
      for (;;) {
        if (signal.aborted) throw cancelled(whereOf(hop));
        const freeAt = await inTurn(() => tryTake(buckets));
        if (freeAt === 0) return;
        const now = clock.now();
        if (freeAt - now > LONGEST_WAIT) throw usedUp(hop, freeAt);
        const milliseconds = Math.max(1, freeAt - now);
        waiting?.(milliseconds);
        await clock.wait(milliseconds, signal);
      }
    },

    async learn(hop, status, headers) {
      if (rules.length === 0) return;
      const news = rateNews(status, headers, clock.now());
      if (news.untilMs === null && news.callsPerSecond === null) return;
      await change(hop, (kept, own) => {
        const untilMs = Math.max(kept.untilMs, news.untilMs ?? 0);
        const refills = own.some((rule) => rule.counts === 'bucket');
        const callsPerSecond = (refills ? news.callsPerSecond : null) ?? kept.callsPerSecond;
        if (untilMs === kept.untilMs && callsPerSecond === kept.callsPerSecond) return kept;
        return { ...kept, untilMs, ...(callsPerSecond === undefined ? {} : { callsPerSecond }) };
      });
    },

    heed: (asked, untilMs) => change(asked, (kept) => (untilMs > kept.untilMs ? { ...kept, untilMs } : kept)),
  };
}

function countersOf(rules: readonly RateRule[], kept: Kept) {
  return rules.flatMap((rule) =>
    rule.rates.map((rate) => {
      const counts = typeof rule.counts === 'string' ? rule.counts : `day ${rule.counts.day}`;
      const learnt = rule.counts === 'bucket' ? kept.callsPerSecond : undefined;
      // What may be asked at once is the documented one; only how fast it comes back is the account's own.
      const real = learnt === undefined ? rate : { calls: rate.calls, seconds: rate.calls / learnt };
      return [`${counts} ${rate.calls}/${rate.seconds}`, counterOf(rule.counts, real)] as const;
    }),
  );
}

function usedUp(hop: Hop, untilMs: number): Error {
  const at = new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ');
  return unreachable(
    `${whereOf(hop)} was not asked: what the vendor allows is used up until ${at} UTC.`,
    'Start it again after that time.',
  );
}
