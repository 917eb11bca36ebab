import { createDraw, type Draw, seedOf } from '../draw.ts';
import { dayAt } from './calendar.ts';
import { PRODUCTS, type Product } from './products.ts';
import type { Shop } from './shop.ts';

/** A price and the day from which it holds. */
export interface Price {
  readonly from: number;
  readonly priceMinor: number;
}

export interface DayOfSales {
  readonly day: string;
  readonly product: string;
  readonly units: number;
  readonly revenueMinor: number;
  readonly sessions: number;
  readonly inStock: boolean;
}

const PRICES = 21;
const STOCK = 22;
const SESSIONS = 23;

/** The first price and up to two later ones, upwards. Prices don't move what is wanted. */
export function pricesOf(seed: number, { product, priceMinor }: Product): readonly Price[] {
  const draw = drawOf(seed, PRICES, product);
  const prices: Price[] = [{ from: 0, priceMinor }];
  for (let after = 90 + draw.below(400); after < 700 && prices.length < 3; after += 120 + draw.below(300))
    prices.push({ from: after, priceMinor: priceMinor + 100 * prices.length });
  return prices;
}

/** Every third product runs out now and then, for some days. */
export function outOfStock(seed: number, product: string, days: number): Uint8Array {
  const draw = drawOf(seed, STOCK, product);
  const out = new Uint8Array(days);
  const runs = draw.once(3) ? 1 + draw.below(3) : 0;
  for (let run = 0; run < runs; run++) {
    const from = 30 + draw.below(640);
    out.fill(1, from, from + 3 + draw.below(8));
  }
  return out;
}

export function* salesOf(seed: number, shop: Shop, days: number): Generator<DayOfSales> {
  for (const one of PRODUCTS) {
    const { product } = one;
    const wanted = shop.units(product);
    const out = outOfStock(seed, product, days);
    const prices = pricesOf(seed, one);
    const draw = drawOf(seed, SESSIONS, product);
    const visits = 9 + 8 * draw.unit();
    for (let at = 0; at < days; at++) {
      const inStock = out[at] === 0;
      const units = inStock ? (wanted[at] ?? 0) : 0;
      const price = prices.findLast(({ from }) => from <= at)?.priceMinor ?? one.priceMinor;
      const looked = Math.floor((wanted[at] ?? 0) * visits * (0.9 + 0.2 * draw.unit()) + 20 * draw.unit());
      yield { day: dayAt(at), product, units, revenueMinor: units * price, sessions: looked, inStock };
    }
  }
}

function drawOf(seed: number, kind: number, product: string): Draw {
  return createDraw(
    seedOf(
      seed,
      kind,
      PRODUCTS.findIndex((known) => known.product === product),
    ),
  );
}
