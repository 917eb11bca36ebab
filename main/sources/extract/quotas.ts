import { fail } from '../../../shared/errors/failure.ts';
import type { SourceClock } from '../clock.ts';
import { matcherOf, type Quota } from '../connectors/limitFacts.ts';
import type { Http, HttpRequest, RateMemory } from '../http/http.ts';

/** What of a quota was used: `value` is what counts once, or a number where every request counts. */
interface Used {
  readonly value: string;
  readonly at: number;
}

const DAY_MS = 86_400_000;

export interface QuotaUse {
  readonly name: string;
  readonly title: string;
  readonly used: number;
  readonly most: number;
  /** What counts once and is used up, where values are counted. */
  readonly values: readonly string[];
}

/**
 * A transport that refuses what a quota doesn't leave room for. Written down before the request goes out: what a killed
 * process had asked for is counted as well.
 */
export function withQuotas(
  http: Http,
  source: string,
  quotas: readonly Quota[],
  { memory, clock }: { readonly memory: RateMemory; readonly clock: SourceClock },
): Http {
  if (quotas.length === 0) return http;
  const rules = quotas.map((quota) => ({ quota, matches: matcherOf(quota) }));
  // Two requests at once would each read what the other is about to write.
  let turn: Promise<unknown> = Promise.resolve();

  async function take(request: HttpRequest): ReturnType<Http['send']> {
    if (!URL.canParse(request.url)) return http.send(request);
    const url = new URL(request.url);
    for (const { quota, matches } of rules) {
      if (!matches({ method: request.method, url })) continue;
      const now = clock.now();
      const used = await usedOf(memory, source, quota, now);
      const value = quota.distinct === undefined ? null : url.searchParams.get(quota.distinct);
      if (value !== null && used.some((one) => one.value === value)) continue;
      if (used.length >= quota.most) return refused(source, quota, used, now);
      await memory.write(keyOf(source, quota), [...used, { value: value ?? '', at: now }]);
    }
    return http.send(request);
  }

  return {
    ...http,
    async send(request) {
      if (!URL.canParse(request.url)) return http.send(request);
      const url = new URL(request.url);
      if (!rules.some(({ matches }) => matches({ method: request.method, url }))) return http.send(request);
      const mine = turn.then(() => take(request));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

export async function quotaUse(
  source: string,
  quotas: readonly Quota[],
  { memory, clock }: { readonly memory: RateMemory; readonly clock: SourceClock },
): Promise<QuotaUse[]> {
  const uses: QuotaUse[] = [];
  for (const quota of quotas) {
    const used = await usedOf(memory, source, quota, clock.now());
    const values = quota.distinct === undefined ? [] : used.map(({ value }) => value);
    uses.push({ name: quota.name, title: quota.title, used: used.length, most: quota.most, values });
  }
  return uses;
}

async function usedOf(memory: RateMemory, source: string, quota: Quota, now: number): Promise<Used[]> {
  const kept = await memory.read(keyOf(source, quota));
  const all: Used[] = Array.isArray(kept) ? kept.filter(isUsed) : [];
  return all.filter(({ at }) => stillCounts(quota, at, now));
}

function stillCounts({ within }: Quota, at: number, now: number): boolean {
  return 'days' in within
    ? now - at < within.days * DAY_MS
    : dayIn(within.day, at) === dayIn(within.day, now);
}

function isUsed(one: unknown): one is Used {
  return (
    typeof one === 'object' && one !== null && 'value' in one && 'at' in one && typeof one.at === 'number'
  );
}

function keyOf(source: string, { name }: Quota): string {
  return `${source}/quota/${name}`;
}

function refused(source: string, quota: Quota, used: readonly Used[], now: number) {
  const span = 'days' in quota.within ? `in ${quota.within.days} days` : 'a day';
  const oldest = Math.min(...used.map(({ at }) => at));
  const free =
    'days' in quota.within
      ? `One is free again on ${new Date(oldest + quota.within.days * DAY_MS).toISOString().slice(0, 16).replace('T', ' ')} UTC.`
      : `They begin anew at midnight in ${quota.within.day}; there it is now ${timeIn(quota.within.day, now)}.`;
  return fail('HTTP_REFUSED', {
    message: `${source} may use ${quota.most} ${quota.title} ${span}, and they are used up.`,
    next: `${free} Nothing was asked of the vendor.`,
    subject: source,
  });
}

function dayIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

function timeIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at);
}
