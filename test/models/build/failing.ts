import { expect, test } from 'vitest';
import type { BuildLine, Builds } from '../../../main/warehouse/builds.ts';
import { must } from '../../warehouse/store/bench.ts';
import type { Start } from '../build.suite.ts';
import type { Files } from './shop.ts';

const BROKEN: Files = {
  'models/base.sql': "{{ config(materialized='table') }} select 1 as id, 2 as price",
  'models/broken.sql':
    "{{ config(materialized='table') }}\n{# a comment\n over lines #}\nselect\n  id,\n  prize\nfrom {{ ref('base') }}\n",
  'models/below.sql': "{{ config(materialized='table') }} select * from {{ ref('broken') }}",
  'models/beside.sql': "{{ config(materialized='table') }} select price from {{ ref('base') }}",
};

export function testFailing(start: Start): void {
  test('SQL that fails is placed in its file, and stops only what depends on it', async () => {
    const shop = await start(BROKEN);
    const { schema } = (await shop.project()).options.target;
    const { report, statuses, result } = await shop.built();
    expect(statuses).toEqual({ base: 'success', broken: 'error', below: 'skipped', beside: 'success' });
    expect(report.published).toEqual([`${schema}.base`, `${schema}.beside`]);
    const { failure, sql, message } = result('broken');
    expect(failure?.code).toBe('MODEL_FAILED');
    expect(failure?.problems?.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['models/broken.sql', 6, 3],
    ]);
    expect(message).toContain('prize');
    expect(sql).toContain(
      `from ${shop.opened.warehouse.builds.written({ database: shop.opened.warehouse.builds.database, schema, identifier: 'base' })}`,
    );
    expect(result('below').message).toContain('broken');
  });

  test('faults of a project stop what they concern; of the whole project, everything', async () => {
    const shop = await start({
      ...BROKEN,
      'models/broken.sql': "select * from {{ ref('nowhere') }}",
      'models/template.sql': '\n{% if %}',
    });
    const { statuses, result } = await shop.built();
    expect(statuses).toEqual({
      base: 'success',
      beside: 'success',
      broken: 'error',
      below: 'skipped',
      template: 'error',
    });
    expect(result('broken').failure).toMatchObject({
      code: 'MODEL_INVALID',
      problems: [{ file: 'models/broken.sql', line: 1 }],
    });
    expect(result('template').failure?.problems?.[0]).toMatchObject({ file: 'models/template.sql', line: 2 });

    const project = await shop.project();
    const problems = [
      {
        file: 'dbt_project.yml',
        line: 1,
        column: 1,
        message: 'Bad.',
        next: 'Mend it.',
        severity: 'error' as const,
        stops: 'everything' as const,
      },
    ];
    const whole = await shop.build({ project: { ...project, problems } });
    expect(whole.ok ? null : whole.failure.code).toBe('PROJECT_INVALID');
    const wrong = await shop.build({ selection: { select: ['nomethod:x'] } });
    expect(wrong.ok ? null : wrong.failure.code).toBe('BAD_INPUT');
  });

  test('checks of a node come before what depends on it; a failed unit test stops its own model', async () => {
    const shop = await start({
      'models/base.sql': "{{ config(materialized='table') }} select 1 as id",
      'models/next.sql':
        "{{ config(materialized='table') }} select id + {{ var('plus', 1) }} as id from {{ ref('base') }}",
      'models/last.sql': "{{ config(materialized='table') }} select id from {{ ref('next') }}",
      'models/unit.yml': `unit_tests:
  - name: adds
    model: next
    given: [{input: ref('base'), rows: [{id: 1}]}]
    expect: {rows: [{id: 2}]}
`,
      'tests/base_there.sql': "select * from {{ ref('base') }} where id is null",
    });
    const order: string[] = [];
    const events = { finished: ({ id }: { id: string }) => void order.push(id.split('.').at(-1) ?? '') };
    const good = await shop.built({ events, threads: 1 });
    expect(good.statuses).toEqual({
      adds: 'pass',
      base: 'success',
      base_there: 'pass',
      last: 'success',
      next: 'success',
    });
    expect(order.indexOf('base_there')).toBeLessThan(order.indexOf('next'));
    expect(order.indexOf('base')).toBeLessThan(order.indexOf('base_there'));
    expect(order.indexOf('adds')).toBeLessThan(order.indexOf('next'));

    const bad = await shop.built({ vars: { plus: 7n } });
    expect(bad.statuses).toMatchObject({ adds: 'fail', next: 'skipped', last: 'skipped', base: 'success' });
    expect(bad.report.published).toEqual([]);
    expect(bad.report.keptBack.map(({ id }) => id)).toEqual(['model.shop.base']);
  });

  test('the first failure stops the rest where that is asked for, and nothing unchecked is published', async () => {
    const shop = await start({
      'models/a_good.sql': "{{ config(materialized='table') }} select 1 as id",
      'tests/good_there.sql': "select * from {{ ref('a_good') }} where id is null",
      'models/a_later.sql': "{{ config(materialized='table') }} select * from {{ ref('a_good') }}",
      'models/b_bad.sql': "{{ config(materialized='table') }} select * from nowhere_at_all",
      'models/b_next.sql': "{{ config(materialized='table') }} select * from {{ ref('b_bad') }}",
      'models/b_last.sql': "{{ config(materialized='table') }} select * from {{ ref('b_next') }}",
    });
    const { report, statuses } = await shop.built({ failFast: true, threads: 1 });
    expect(statuses).toEqual({
      a_good: 'success',
      b_bad: 'error',
      good_there: 'skipped',
      a_later: 'skipped',
      b_next: 'skipped',
      b_last: 'skipped',
    });
    expect(report.published).toEqual([]);
    expect(report.keptBack).toMatchObject([{ id: 'model.shop.a_good', because: 'test.shop.good_there' }]);
    const { report: patient } = await shop.built({ threads: 1 });
    expect(patient.published).toHaveLength(2);
  });

  test('models in a circle are told at once, and an unreadable file is told though it stops no node', async () => {
    const shop = await start({
      ...BROKEN,
      'models/broken.sql': "select * from {{ ref('below') }}",
      'models/models.yml': 'models:\n  - name: [base\n',
    });
    const said: string[] = [];
    const { report, statuses, result } = await shop.built({ events: { said: (text) => said.push(text) } });
    expect(statuses).toEqual({ base: 'success', beside: 'success', broken: 'error', below: 'error' });
    for (const name of ['broken', 'below'])
      expect(result(name).failure?.message).toContain('depend on each other in a circle');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^models\/models\.yml:\d+:\d+ .*not valid YAML.*checks included\.$/);
    expect(report.published).toHaveLength(2);

    await shop.remove('models/broken.sql');
    await shop.remove('models/below.sql');
    // Nothing failed, and yet not all was asked that should have been.
    expect((await shop.built()).report.success).toBe(false);
    await shop.remove('models/models.yml');
    expect((await shop.built()).report.success).toBe(true);
  });

  test('a cancelled build publishes nothing, and what it had made is kept', async () => {
    const shop = await start({
      'models/one.sql': "{{ config(materialized='table') }} select 1 as id",
      'models/two.sql': "{{ config(materialized='table') }} select id from {{ ref('one') }}",
      'models/three.sql': "{{ config(materialized='table') }} select id from {{ ref('two') }}",
    });
    const { schema } = (await shop.project()).options.target;
    const stopping = new AbortController();
    const { report, statuses } = await shop.built({
      work: { signal: stopping.signal, report: () => undefined },
      events: {
        // Results are told once they are on record, and by then a later node may be done.
        started: (id) => {
          if (id === 'model.shop.two') stopping.abort();
        },
      },
    });
    expect(statuses['one']).toBe('success');
    expect(statuses['three']).toBe('cancelled');
    expect(report.success).toBe(false);
    expect(report.published).toEqual([]);
    expect(report.keptBack[0]).toMatchObject({ id: 'model.shop.one', because: 'cancelled' });
    expect(await shop.rows(schema, 'one')).toBe(null);
    const [[status] = []] = await shop.run(
      `select status from ${shop.opened.engine === 'sqlite' ? '"_leadline_builds"' : '"_leadline"."builds"'} where id = '${report.id}'`,
    );
    expect(status).toBe('cancelled');
    expect((await shop.built()).report.published).toHaveLength(3);
  });

  test('cancelling stops a statement that would run for hours', async () => {
    const shop = await start({
      'models/one.sql': "{{ config(materialized='table') }} select 1 as id",
      'models/endless.sql':
        "{{ config(materialized='table') }} with recursive n as (select 1 as i union all select i + 1 from n where i < 100000000000) select count(*) as c from n, {{ ref('one') }}",
    });
    const { schema } = (await shop.project()).options.target;
    const stopping = new AbortController();
    const { report, statuses } = await shop.built({
      work: { signal: stopping.signal, report: () => undefined },
      events: {
        started: (id) => {
          if (id === 'model.shop.endless') setTimeout(() => stopping.abort(), 300);
        },
      },
    });
    expect(statuses).toEqual({ one: 'success', endless: 'cancelled' });
    expect(report.published).toEqual([]);
    expect(await shop.rows(schema, 'one')).toBe(null);
    const good = await shop.built({ selection: { select: ['one'] } });
    expect(good.report.published).toEqual([`${schema}.one`]);
  });

  test('a fault in an ephemeral model is told of it, and stops who reads it', async () => {
    const shop = await start({
      'models/inner.sql': "{{ config(materialized='ephemeral') }} select * from {{ ref('nowhere') }}",
      'models/outer.sql': "{{ config(materialized='table') }} select * from {{ ref('inner') }}",
      'models/apart.sql': "{{ config(materialized='table') }} select 1 as id",
    });
    const { statuses, result } = await shop.built();
    expect(statuses).toEqual({ inner: 'error', outer: 'skipped', apart: 'success' });
    expect(result('inner').failure?.problems?.[0]?.file).toBe('models/inner.sql');
  });

  test('results are on record before the build ends, and one build goes on at a time', async () => {
    const shop = await start({
      'models/one.sql': "{{ config(materialized='table') }} select 1 as id",
      'models/gate.sql': "{{ config(materialized='table') }} select id as gated from {{ ref('one') }}",
    });
    const { builds, store } = shop.opened.warehouse;
    const internal = (name: string) =>
      shop.opened.engine === 'sqlite' ? `"_leadline_${name}"` : `"_leadline"."${name}"`;
    const seen: unknown[] = [];
    const look = async () => {
      const rows = must(
        await store.query(`select "name" from ${internal('build_results')} where "build" = 'seen'`),
      );
      seen.push(...rows.rows.flat());
      const open = must(await store.query(`select "status" from ${internal('builds')} where "id" = 'seen'`));
      seen.push(...open.rows.flat());
    };
    const told = Promise.withResolvers<void>();
    const gated: Builds = {
      ...builds,
      async line() {
        const line = must(await builds.line());
        const run: BuildLine['run'] = async (sql, options) => {
          if (!sql.includes('gated') || seen.length > 0) return line.run(sql, options);
          await told.promise;
          await look();
          return line.run(sql, options);
        };
        return { ok: true, value: { ...line, run } };
      },
    };
    const { report } = await shop.built({
      id: 'seen',
      builds: gated,
      events: { finished: ({ id }) => (id === 'model.shop.one' ? told.resolve() : undefined) },
    });
    expect(seen).toEqual(['one', 'running']);
    expect(report.success).toBe(true);

    const claimed = must(await builds.claim('somebody else'));
    const busy = await shop.build();
    expect(busy.ok ? null : busy.failure.code).toBe('STORE_BUSY');
    await claimed.release();
    expect((await shop.build()).ok).toBe(true);
  });
}
