import { describe, expect, it } from 'vitest';
import { type Report, reportPage } from './reportPage.ts';

const last = { build: 'b9', at: '2026-03-08T10:00:00Z' };
const failing: Report['speaking'][number] = {
  check: {
    id: 'test.shop.x',
    name: 'not_null_orders_id',
    kind: 'not_null',
    about: { id: 'model.shop.orders', name: 'orders' },
    column: 'id',
    layer: 'core',
    severity: 'error',
    status: 'fail',
    failures: 12,
    threshold: '!= 0',
    message: 'Twelve rows <b>hold</b> no id.',
    last,
    firstSeen: { build: 'b7', at: '2026-03-06T10:00:00Z' },
    lastGood: null,
    acknowledged: { reason: 'known since the move', at: '2026-03-07', until: '2026-03-20' },
  },
  description: '',
  place: null,
  sql: 'select * from "core"."orders" where id is null',
  history: [{ build: 'b9', at: last.at, status: 'fail', failures: 12, milliseconds: 3 }],
  sample: { columns: ['id', 'name'], rows: Array.from({ length: 12 }, (_, i) => [null, `row ${i}`]) },
  failuresIn: null,
  upstream: [],
  downstream: [],
};
const report: Report = {
  project: 'shop',
  madeAt: '2026-03-08T15:00:00Z',
  zone: 'America/New_York',
  total: 2,
  grid: {
    days: ['2026-03-07', '2026-03-08'],
    layers: [
      {
        layer: 'core',
        cells: [
          { day: '2026-03-07', state: 'none', passed: 0, warned: 0, failed: 0, broken: 0 },
          { day: '2026-03-08', state: 'failed', passed: 3, warned: 1, failed: 1, broken: 0 },
        ],
      },
    ],
  },
  speaking: [failing],
  quiet: [{ ...failing.check, name: 'unique_orders_id', status: 'pass', acknowledged: null }],
  coverage: [
    { id: 'a', name: 'orders', layer: 'core', columns: 3, unchecked: ['note'], whole: 0 },
    { id: 'b', name: 'days', layer: 'core', columns: 1, unchecked: [], whole: 0 },
  ],
  bands: [
    {
      relation: 'raw.orders',
      days: [{ day: '2026-03-08', rows: 5, low: 80, high: 120, outside: true }],
      newestAt: last.at,
      usualHours: 24,
      sinceHours: 51.26,
      late: true,
    },
  ],
};

describe('the report on quality', () => {
  const page = reportPage(report);
  const text = page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

  it('begins with what matters and says all of it', () => {
    expect(text).toContain('1 of 2 checks speaks against what was built; 1 of them is acknowledged.');
    expect(text).toContain('not_null on orders.id');
    expect(text).toContain('✗ Fails 12 rows speak against it; keeps back what it looks at');
    expect(text).toContain('10 of the 12 rows kept are shown.');
    expect(text).toContain('known since the move, until Mar 20, 2026');
    expect(text).toContain('51.3 24.0 late Mar 8, 2026: 5 rows, usual 80 to 120');
    expect(text).toContain('orders 3 note');
    expect(text).not.toContain('days 1');
    expect(page).toContain('title="Mar 8, 2026: 3 passed, 1 warned, 1 failed"');
  });

  it('tells moments in the zone of the workspace, and names it', () => {
    expect(text).toContain('as of Mar 8, 2026, 11:00 AM EDT');
    expect(text).toContain('Days are in America/New_York.');
    expect(text).toContain('Fails since Mar 6, 2026, 05:00 AM EST Passed last never on record');
    expect(text).not.toMatch(/\dT\d/);
  });

  it('says what a check that only warns does, and one that could not be asked', () => {
    const said = (status: 'warn' | 'runtime error') => {
      const check = { ...failing.check, status, severity: 'warn', failures: null } as const;
      return reportPage({ ...report, speaking: [{ ...failing, check }] }).replaceAll(/<[^>]+>/g, ' ');
    };
    expect(said('warn')).toMatch(/! Warns\s+only warns/);
    expect(said('runtime error')).toMatch(/\? Could not be asked/);
  });

  it('brings no markup in and asks nobody for anything', () => {
    expect(page).toContain('&lt;b&gt;hold&lt;/b&gt;');
    expect(page).not.toMatch(/<script|src=|href=|url\(|@import/);
  });

  it('is light on paper whatever the screen is, and cuts nothing off there', () => {
    const [, print = ''] = page.split('@media print');
    expect(print).toContain('color-scheme: light');
    expect(print).toContain('overflow: visible');
  });

  it('says what there is to say when all is well, and when nothing was asked', () => {
    expect(reportPage({ ...report, speaking: [], total: 1 })).toContain('The one check passes.');
    const nothing = {
      ...report,
      speaking: [],
      quiet: [],
      total: 0,
      bands: [],
      grid: { days: [], layers: [] },
    };
    expect(reportPage(nothing)).toContain('No check was ever asked.');
    expect(reportPage(nothing)).toContain('Build the models in Leadline');
    expect(reportPage(nothing)).toContain('Add files under Sources');
    expect(reportPage(nothing)).not.toContain('Checks that passed');
  });

  it('counts the checks it has no room for', () => {
    const long = reportPage({ ...report, total: 2_500 });
    expect(long).toContain('1 of 2,500 checks speaks');
    expect(long).toContain('1 of the 2,499 that passed is listed.');
  });

  it('does not call columns checked that nobody knows yet', () => {
    const coverage = [
      { id: 'b', name: 'days', layer: 'core', columns: 1, unchecked: [], whole: 0 },
      { id: 'c', name: 'late', layer: 'core', columns: 0, unchecked: [], whole: 0 },
    ];
    const page = reportPage({ ...report, coverage });
    expect(page).not.toContain('Every column has a check');
    expect(page).toContain('Every column that is known has a check.');
    expect(page).toContain('Of 1 relation no column is known yet. Build the models in Leadline.');
  });

  it('does not call every column checked when the project could not be read', () => {
    const blind = reportPage({ ...report, coverage: null });
    expect(blind).not.toContain('Every column has a check');
    expect(blind).toContain('The project can’t be read just now');
  });
});
