import type { BriefFile } from '../../../shared/domain/briefFile.ts';
import type { StudyFile } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { UnitMoney } from '../../insight/directives/costOfBeingWrong.ts';
import type { Store } from '../../warehouse/store.ts';
import { columnsNamed } from '../studies/columnsNamed.ts';

/** Days that count as lately. */
const LATELY = 7;

export interface ProductMoney extends UnitMoney {
  readonly currency: string;
}

export interface ShopFacts {
  readonly money: ReadonlyMap<string, ProductMoney>;
  /** Products that couldn't be bought on a day lately. */
  readonly ranOut: ReadonlySet<string>;
}

/** What `brief.yml` says of prices and stock, read from where it says. */
export async function shopFacts(
  store: Store,
  brief: BriefFile,
  { outcomes }: StudyFile,
  {
    currency,
    asOf,
    signal,
  }: { readonly currency: string; readonly asOf: string; readonly signal: AbortSignal },
): Promise<Result<ShopFacts>> {
  for (const key of ['prices', 'stock'] as const) {
    const product = brief[key]?.product;
    if (product !== undefined && !(outcomes.about ?? []).includes(product))
      return fail('BAD_INPUT', {
        message: `${key} in brief.yml names products by ${product}, which is no column under about of the study’s outcomes.`,
        next: `Write it under about of the outcomes in studies/${brief.study}.yml, or name one that is there.`,
        subject: 'brief.yml',
      });
  }
  const money = await moneyOf(store, brief, currency, signal);
  if (!money.ok) return money;
  const ranOut = await ranOutSince(store, brief, dayBefore(asOf, LATELY), asOf, signal);
  return ranOut.ok ? ok({ money: money.value, ranOut: ranOut.value }) : ranOut;
}

async function moneyOf(
  store: Store,
  { prices, margin_percent: margin }: BriefFile,
  usual: string,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, ProductMoney>>> {
  const money = new Map<string, ProductMoney>();
  if (prices === undefined) return ok(money);
  const { relation, product, price_minor, cost_minor, currency, since } = prices;
  const named = [product, price_minor, cost_minor ?? price_minor, currency ?? product];
  const there = await columnsNamed(store, relation, since === undefined ? named : [...named, since], signal);
  if (!there.ok) return there;
  const read = await store.query(
    `select ${named.map((name) => `"${name}"`).join(', ')} from ${store.quote(relation)}${since === undefined ? '' : ` order by "${since}"`}`,
    [],
    { signal },
  );
  if (!read.ok) return read;
  for (const [name, price, cost, code] of read.value.rows) {
    if (name == null || price == null) continue;
    const each = Number(price);
    const known = cost_minor === undefined || cost == null ? null : Number(cost);
    money.set(String(name), {
      price: each,
      cost: known ?? (margin === undefined ? null : Math.round(each * (1 - margin / 100))),
      currency: currency === undefined || code == null ? usual : String(code),
    });
  }
  return ok(money);
}

async function ranOutSince(
  store: Store,
  { stock }: BriefFile,
  since: string,
  until: string,
  signal: AbortSignal,
): Promise<Result<ReadonlySet<string>>> {
  if (stock === undefined) return ok(new Set());
  const { relation, product, day, in_stock } = stock;
  const there = await columnsNamed(store, relation, [product, day, in_stock], signal);
  if (!there.ok) return there;
  const read = await store.query(
    `select distinct "${product}" from ${store.quote(relation)}
      where not "${in_stock}" and cast("${day}" as text) > ? and cast("${day}" as text) <= ?`,
    [since, until],
    { signal },
  );
  return read.ok ? ok(new Set(read.value.rows.map(([name]) => String(name)))) : read;
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
