import { describe, expect, it } from 'vitest';
import { type Landed, sourceBands } from './sourceBands.ts';

const options = {
  now: new Date('2026-03-09T09:00:00Z'),
  dayOf: (instant: Date) => instant.toISOString().slice(0, 10),
  days: 30,
};

/** A load at six every morning, `weeks` weeks up to the ninth of March, a Monday: twice as much on Mondays. */
function daily(
  weeks: number,
  change: (day: string, rows: number) => number | null = (_, rows) => rows,
): Landed[] {
  const loads: Landed[] = [];
  for (let back = weeks * 7; back >= 0; back -= 1) {
    const at = new Date(Date.parse('2026-03-09T06:00:00Z') - back * 86_400_000);
    const usual = (at.getUTCDay() === 1 ? 200 : 100) + (back % 3);
    const rows = change(at.toISOString().slice(0, 10), usual);
    if (rows !== null) loads.push({ relation: 'raw.orders', at: at.toISOString(), rows });
  }
  return loads;
}

const one = (loads: readonly Landed[]) => {
  const [band] = sourceBands(loads, options);
  if (band === undefined) throw new Error('no band');
  return band;
};

describe('bands of a source', () => {
  it('holds a day against the same weekday before it', () => {
    const { days } = one(daily(12));
    expect(days).toHaveLength(30);
    expect(days.filter(({ outside }) => outside)).toEqual([]);
    expect(days.at(-1)).toMatchObject({ day: '2026-03-09', rows: 200, low: 160, high: 242 });
    expect(days.at(-2)).toMatchObject({ day: '2026-03-08', rows: 101, low: 80, high: 122 });
  });

  it('finds a day with half the rows, with none, and with a Monday’s rows on a Tuesday', () => {
    const odd: Readonly<Record<string, number | null>> = {
      '2026-03-02': 95,
      '2026-03-03': 200,
      '2026-03-05': null,
    };
    const { days } = one(daily(12, (day, rows) => (day in odd ? (odd[day] ?? null) : rows)));
    expect(days.filter(({ outside }) => outside).map(({ day, rows }) => [day, rows])).toEqual([
      ['2026-03-02', 95],
      ['2026-03-03', 200],
      ['2026-03-05', 0],
    ]);
  });

  it('says nothing before it has seen four of a weekday, and nothing too little of a day that isn’t over', () => {
    expect(one(daily(3)).days.every(({ low, outside }) => low === null && !outside)).toBe(true);
    const { days } = one(daily(12, (day, rows) => (day === '2026-03-09' ? 1 : rows)));
    expect(days.at(-1)).toMatchObject({ rows: 1, outside: false });
  });

  it('calls a load late once it is half again as long away as usual', () => {
    expect(one(daily(4))).toMatchObject({ usualHours: 24, sinceHours: 3, late: false });
    const late = one(daily(4).slice(0, -2));
    expect(late).toMatchObject({ newestAt: '2026-03-07T06:00:00.000Z', sinceHours: 51, late: true });
    expect(one(daily(4).slice(0, 3))).toMatchObject({ usualHours: null, late: false });
  });
});
