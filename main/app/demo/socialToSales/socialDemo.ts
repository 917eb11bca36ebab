import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { DemoFile } from '../demoFile.ts';
import { writeCsv } from '../writeCsv.ts';
import { dayAt, FIRST_DAY } from './calendar.ts';
import { LINKS } from './links.ts';
import { PRODUCTS } from './products.ts';
import { pricesOf, salesOf } from './sales.ts';
import { createShop, type Shop } from './shop.ts';
import { METRICS, TRENDS } from './trends.ts';
import { truthOf } from './truth.ts';

export interface SocialDemoWish {
  readonly seed: number;
  /** At most MOST_DAYS: the calendars of the template end there. */
  readonly days: number;
}

/** What the app never reads: what was planted, for those who check that it is found. */
export const TRUTH = 'truth.json';

interface Asked {
  readonly name: string;
  readonly relation: DemoFile['relation'];
  readonly header: readonly string[];
  readonly expected: number;
  readonly lines: Iterable<readonly string[]>;
}

/**
 * Invented attention and invented sales, with leads planted between some of them: the same for the same wish on every machine. What is planted
 * stands in a file beside them.
 */
export async function writeSocialDemo(
  folder: string,
  { seed, days }: SocialDemoWish,
  work: Work,
): Promise<Result<readonly DemoFile[]>> {
  const files: DemoFile[] = [];
  for (const { name, relation, header, expected, lines } of asked(seed, days)) {
    const path = join(folder, name);
    const written = await writeCsv(path, header, lines, expected, work);
    if (!written.ok) return written;
    files.push({ path, relation, rows: written.value });
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, TRUTH), `${JSON.stringify(truthOf(seed, days), null, 2)}\n`);
  return ok(files);
}

function asked(seed: number, days: number): readonly Asked[] {
  const shop = createShop(seed, days);
  return [
    {
      name: 'trends.csv',
      relation: 'raw.demo_trends',
      header: ['trend', 'label', 'category', 'hashtags', 'first_day'],
      expected: TRENDS.length,
      lines: TRENDS.map(({ trend, label, category, hashtags }) => [
        trend,
        label,
        category,
        hashtags,
        FIRST_DAY,
      ]),
    },
    {
      name: 'products.csv',
      relation: 'raw.demo_products',
      header: ['product', 'title', 'tags', 'brand', 'price_minor', 'currency', 'valid_from'],
      expected: PRODUCTS.length,
      lines: productLines(seed, days),
    },
    {
      name: 'links.csv',
      relation: 'raw.demo_links',
      header: ['trend', 'product', 'affiliation'],
      expected: LINKS.length,
      lines: LINKS.map(({ trend, product, affiliation }) => [trend, product, affiliation]),
    },
    {
      name: 'signals.csv',
      relation: 'raw.demo_signals',
      header: ['day', 'platform', 'trend', 'metric', 'value'],
      expected: days * TRENDS.reduce((sum, { platforms }) => sum + platforms.length, 0),
      lines: signalLines(shop, days),
    },
    {
      name: 'outcomes.csv',
      relation: 'raw.demo_outcomes',
      header: ['day', 'product', 'units', 'revenue_minor', 'sessions', 'in_stock'],
      expected: days * PRODUCTS.length,
      lines: outcomeLines(seed, shop, days),
    },
  ];
}

function* productLines(seed: number, days: number): Generator<readonly string[]> {
  for (const one of PRODUCTS)
    for (const { from, priceMinor } of pricesOf(seed, one))
      if (from < days)
        yield [one.product, one.title, one.tags, one.brand, String(priceMinor), 'USD', dayAt(from)];
}

function* signalLines(shop: Shop, days: number): Generator<readonly string[]> {
  const names = Array.from({ length: days }, (_, at) => dayAt(at));
  for (const trend of TRENDS)
    for (const platform of trend.platforms) {
      const values = shop.signal(trend, platform);
      for (const [at, day] of names.entries())
        yield [day, platform, trend.trend, METRICS[platform], String(values[at])];
    }
}

function* outcomeLines(seed: number, shop: Shop, days: number): Generator<readonly string[]> {
  for (const { day, product, units, revenueMinor, sessions, inStock } of salesOf(seed, shop, days))
    yield [day, product, String(units), String(revenueMinor), String(sessions), String(inStock)];
}
