import { describe, expect, it } from 'vitest';
import { readProject } from '../project/readProject.ts';
import { TARGET, writeProject } from '../project/testing/writeProject.ts';
import { docsOf } from './docsOf.ts';

const FILES = {
  'models/sources.yml': 'sources: [{name: raw, tables: [{name: o}]}]',
  'models/stg.sql': "select id, paid from {{ source('raw', 'o') }}",
  'models/mart.sql': "select id from {{ ref('stg') }}",
  'models/models.yml': `models:
  - name: stg
    description: Orders as they came
    tests: [{dbt_utils.expression_is_true: {expression: "id > 0"}}]
    columns:
      - {name: id, description: The order, tests: [unique, not_null]}
      - {name: gone, description: Was there once, data_type: text}
`,
};

describe('the documentation of a project', () => {
  it('brings together what project, warehouse, parser and record know', async () => {
    const read = await readProject(await writeProject(FILES), {
      target: TARGET,
      builtInTests: new Set(['dbt_utils.expression_is_true']),
    });
    if (!read.ok) throw new Error('unreadable');
    const { project } = read;
    const id = 'model.shop.stg';
    const docs = docsOf({
      project,
      madeAt: '2026-03-08',
      compiled: new Map([[id, 'select id, paid from "raw"."o"']]),
      columns: new Map([[id, ['id', 'paid'].map((name) => ({ name, type: 'bigint' }))]]),
      lineage: new Map([
        [id, [{ name: 'id', origins: [{ relation: 'source.shop.raw.o', column: 'id' }], same: true }]],
      ]),
      states: new Map([
        [id, { fingerprint: '', build: 'b', at: '', relation: 'analytics.stg', sql: '', rows: 7 }],
      ]),
      lastResults: new Map([[id, { at: '2026-03-07', status: 'success' }]]),
    });
    expect(docs.nodes.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'model mart',
      'model stg',
      'source raw.o',
    ]);
    const stg = docs.nodes.find((node) => node.id === id);
    expect(stg).toMatchObject({
      relation: 'analytics.stg',
      rows: 7,
      lastBuild: { at: '2026-03-07', status: 'success' },
      upstream: ['source.shop.raw.o'],
      downstream: ['model.shop.mart'],
      checks: ['dbt_utils.expression_is_true'],
      compiled: 'select id, paid from "raw"."o"',
    });
    expect(stg?.columns).toEqual([
      {
        name: 'id',
        type: 'bigint',
        description: 'The order',
        checks: ['not_null', 'unique'],
        from: [{ id: 'source.shop.raw.o', column: 'id' }],
      },
      { name: 'paid', type: 'bigint', description: '', checks: [], from: null },
      { name: 'gone', type: 'text', description: 'Was there once', checks: [], from: null },
    ]);
  });
});
