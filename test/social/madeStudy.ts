import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Truth } from '../../main/app/demo/socialToSales/truth.ts';
import type { Study, StudySeries } from '../../main/insight/screen/study.ts';
import type { DailySeries } from '../../main/insight/series/dailySeries.ts';
import { dailySeries } from '../../main/insight/series/dailySeries.ts';
import { isRefusal } from '../../main/insight/series/refusal.ts';

const SEEDS = join(import.meta.dirname, '../../resources/templates/social-to-sales/files/seeds');

type Line = Readonly<Record<string, string>>;

function lines(path: string): readonly Line[] {
  return parse(readFileSync(path), { columns: true });
}

/** The demo's files as a study without a warehouse: every signal and every outcome, and what the template's seeds know. */
export function madeStudy(folder: string): Study {
  const signals = grouped(
    lines(join(folder, 'signals.csv')),
    ({ platform, trend }) => `${platform}/${trend}`,
    ({ value }) => value,
  );
  const outcomes = grouped(
    lines(join(folder, 'outcomes.csv')),
    ({ product }) => product ?? '',
    ({ units, in_stock }) => (in_stock === 'true' ? units : null),
  );
  const [first] = signals;
  if (first === undefined || isRefusal(first.series)) throw new Error('The demo has no signals.');
  return { signals, outcomes, causes: causesOn(first.series), pairs: null };
}

export function truthBeside(folder: string): Truth {
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
}

function grouped(
  all: readonly Line[],
  nameOf: (line: Line) => string,
  readOf: (line: Line) => string | null | undefined,
): StudySeries[] {
  const rows = new Map<string, { day: string; value: unknown }[]>();
  for (const line of all) {
    const name = nameOf(line);
    const row = { day: line['day'] ?? '', value: readOf(line) ?? null };
    const known = rows.get(name);
    if (known === undefined) rows.set(name, [row]);
    else known.push(row);
  }
  return [...rows].map(([name, own]) => ({ name, series: dailySeries(own, { name, duplicates: 'refuse' }) }));
}

function causesOn({ firstDay, values }: DailySeries): readonly DailySeries[] {
  const dayOf = (at: number) => new Date((firstDay + at) * 86_400_000).toISOString().slice(0, 10);
  const cause = (name: string, isOn: (day: string) => boolean): DailySeries => ({
    name,
    firstDay,
    values: Float64Array.from({ length: values.length }, (_, at) => (isOn(dayOf(at)) ? 1 : 0)),
    zone: null,
    notes: [],
  });
  const promotions = lines(join(SEEDS, 'promotions.csv'));
  const holidays = new Set(lines(join(SEEDS, 'holidays.csv')).map(({ day }) => day));
  return [
    cause('promotions', (day) =>
      promotions.some(({ first_day = '', last_day = '' }) => first_day <= day && day <= last_day),
    ),
    cause('holidays', (day) => holidays.has(day)),
  ];
}
