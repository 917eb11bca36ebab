import { beforeAll, describe, expect, test } from 'vitest';
import type { Built, Shop } from '../build/shop.ts';
import { makeTable } from './tables.ts';

type Open = (files: Readonly<Record<string, string>>) => Promise<Shop>;

const FILES = {
  'dbt_project.yml': 'name: billing\nvars: {most: 100}\n',
  'tests/generic/between.sql': `{% test between(model, column_name, low, high=none) %}
select {{ column_name }} as bad_value, count(*) as n from {{ model }}
where {{ column_name }} < {{ low }}{% if high is not none %} or {{ column_name }} > {{ high }}{% endif %}
group by {{ column_name }}
{% endtest %}`,
  'tests/huge.sql':
    "{{ config(severity='warn') }}\nselect nr, amount from {{ ref('invoices') }} where amount > {{ var('most') }};\n",
  'tests/broken.sql': "select nr\nfrom {{ ref('invoices') }}\nwhere amountt > 1\n",
  'models/invoices.sql':
    "{{ config(materialized='table') }} select * from {{ source('ledger', 'invoices') }}",
  'models/schema.yml': `
sources:
  - name: ledger
    schema: ledger
    tables: [{name: invoices}]
models:
  - name: invoices
    columns:
      - name: nr
        data_tests:
          - unique: {name: warns_only, config: {severity: WARN}}
          - unique: {name: below_both, config: {warn_if: '>2', error_if: '>5'}}
          - unique: {name: between_both, config: {warn_if: '>0', error_if: '>5'}}
          - unique: {name: filtered, config: {where: "status <> 'void'"}}
          - not_null: {name: counted_otherwise, config: {fail_calc: 'coalesce(sum(3), 0)'}}
          - not_null: {name: no_number, config: {fail_calc: 'sum(amount)', where: 'nr > 0'}}
          - not_null: {name: stored, config: {store_failures: true}}
          - not_null: {name: stored_as_view, config: {store_failures_as: view}}
          - not_null: {name: never_stored, config: {store_failures: false}}
      - name: amount
        data_tests:
          - between: {name: band, low: 0, high: 50, config: {limit: 2, error_if: '>2', warn_if: '!=0'}}
          - between: {name: fine, low: -1000}
      - name: gone
        data_tests: [not_null: {name: missing_column}]
      - name: status
        data_tests: [relationships: {name: missing_there, to: "ref('invoices')", field: state}]
`,
};

/** Thresholds, severities, what is counted and stored. */
export function verdicts(open: Open): void {
  describe('verdicts', () => {
    let shop: Shop;
    let built: Built;
    beforeAll(async () => {
      shop = await open(FILES);
      await makeTable(shop, 'ledger', 'invoices', {
        columns: { nr: 'integer', status: 'text', amount: 'numeric' },
        rows: [
          [1, 'open', 20],
          [1, 'void', 120],
          [2, 'paid', -5],
          [null, 'paid', 70],
          [3, 'open', null],
        ],
      });
      await shop.built({ command: 'run', publish: 'always' });
      built = await shop.built({ command: 'test', publish: 'always' });
    });
    const short = (name: string) => {
      const { status, failures, threshold } = built.result(name);
      return [status, failures, threshold];
    };

    test('severity and the two thresholds decide, as in dbt', () => {
      expect(short('warns_only')).toEqual(['warn', 1, '!= 0']);
      expect(short('below_both')).toEqual(['pass', 0, '>5']);
      expect(short('between_both')).toEqual(['warn', 1, '>0']);
      expect(short('filtered')).toEqual(['pass', 0, '!= 0']);
      expect(short('fine')).toEqual(['pass', 0, '!= 0']);
    });

    test('fail_calc counts, limit cuts what is counted', () => {
      expect(short('counted_otherwise')).toEqual(['fail', 3, '!= 0']);
      expect(built.result('counted_otherwise').message).toBe('Counted 3: the check fails if that is != 0.');
      expect(short('band')).toEqual(['warn', 2, '!=0']);
      expect(built.result('no_number').failure).toMatchObject({
        code: 'MODEL_INVALID',
        next: 'Write fail_calc so that it is a number without any row too: coalesce(sum(amount), 0).',
      });
    });

    test('a failing check shows its rows, its SQL under published names, and where it is written', () => {
      const { sample, sql, failure, message } = built.result('stored');
      expect(sample).toEqual({ columns: ['nr', 'status', 'amount'], rows: [[null, 'paid', '70']] });
      expect(sql).toContain('nr is null');
      expect(message).toBe('1 row fails: the check fails if there is any.');
      expect(failure).toMatchObject({
        code: 'CHECK_FAILED',
        problems: [{ file: 'models/schema.yml', line: 17 }],
      });
    });

    test('a singular check may end in a semicolon and asks variables', async () => {
      expect(short('huge')).toEqual(['warn', 1, '!= 0']);
      const more = await shop.built({
        command: 'test',
        publish: 'always',
        vars: { most: 10n },
        selection: { select: ['huge'] },
      });
      expect(more.result('huge')).toMatchObject({ status: 'warn', failures: 3 });
    });

    test('warnings are failures when asked for', async () => {
      const strict = await shop.built({
        command: 'test',
        publish: 'always',
        warnError: true,
        selection: { select: ['huge', 'between_both', 'fine'] },
      });
      expect(strict.statuses).toEqual({ huge: 'fail', between_both: 'fail', fine: 'pass' });
      expect(strict.report.success).toBe(false);
    });

    test('failing rows are stored where the check or the command says so, and replaced by each run', async () => {
      const schema = `${built.result('stored').failuresIn?.split('.')[0]}`;
      expect(schema).toMatch(/^shop\d+_dbt_test__audit$/);
      expect(await shop.rows(schema, 'stored')).toHaveLength(1);
      expect(await shop.kind(schema, 'stored_as_view')).toBe('view');
      expect(await shop.rows(schema, 'stored_as_view')).toHaveLength(1);
      expect(await shop.rows(schema, 'warns_only')).toBeNull();
      await shop.run(`update ${shop.opened.name('ledger', 'invoices')} set nr = 7 where nr is null`);
      await shop.built({ command: 'run', publish: 'always' });
      const again = await shop.built({ command: 'test', publish: 'always', storeFailures: true });
      expect(again.result('stored').status).toBe('pass');
      expect(await shop.rows(schema, 'stored')).toEqual([]);
      expect((await shop.rows(schema, 'warns_only'))?.map((row) => row.map(Number))).toEqual([[1, 2]]);
      expect(await shop.rows(schema, 'never_stored')).toBeNull();
      expect(again.result('band').failuresIn).toBe(`${schema}.band`);
    });

    test('a check on a missing column names it and the ones there are', () => {
      const { status, failure } = built.result('missing_column');
      expect(status).toBe('error');
      expect(failure).toMatchObject({
        code: 'MODEL_INVALID',
        message: "The check missing_column is about the column gone, which invoices doesn't have.",
        next: 'Its columns are nr, status, amount. Correct the name here, or add the column to invoices.',
        problems: [{ file: 'models/schema.yml', line: 25 }],
      });
      expect(built.result('missing_there').failure?.message).toBe(
        "The check missing_there is about the column state, which invoices doesn't have.",
      );
    });

    test('SQL the database refuses is placed in the file it was written in', () => {
      expect(built.result('broken')).toMatchObject({
        status: 'error',
        failure: { code: 'MODEL_FAILED', problems: [{ file: 'tests/broken.sql', line: 3, column: 7 }] },
      });
    });

    test('a check of a build looks at the candidate, and a view of failures outlives it', async () => {
      await shop.run(`insert into ${shop.opened.name('ledger', 'invoices')} values (null, 'new', 1)`);
      const kept = await shop.built({
        selection: {
          select: ['invoices'],
          exclude: ['broken', 'missing_column', 'missing_there', 'no_number'],
        },
      });
      expect(kept.result('stored').status).toBe('fail');
      expect(kept.report.keptBack.map((one) => one.id)).toEqual(['model.billing.invoices']);
      const { failuresIn = '' } = kept.result('stored_as_view');
      const [schema = '', name = ''] = failuresIn.split('.');
      expect(await shop.rows(schema, name)).toHaveLength(1);
      expect(await shop.kind(schema, name)).toBe('table');
      expect(kept.result('stored').sql).not.toContain('_candidates');
    });
  });
}
