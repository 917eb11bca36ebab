import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../kind.ts';
import { createModels } from './kind.ts';

const FILES = {
  'steps.json': JSON.stringify({
    source_types: { orders: { id: 'integer', price: 'numeric(8,2)', sold: 'date' } },
    steps: [
      { id: '01', sources: 's1', command: 'build', save_state: 'a' },
      { id: '02', overlay: 'edit', command: "ls --select 'state:modified' --state a" },
      { id: '03', command: "run --vars '{least: 2}'" },
      { id: '04', remove: ['models/dear.yml'], command: 'run --select dear --selector nobody' },
    ],
  }),
  'project/dbt_project.yml': 'name: tiny\n',
  'project/models/sources.yml': 'sources: [{name: raw, schema: raw, tables: [{name: orders}]}]\n',
  'project/models/dear.sql':
    "{{ config(materialized='table') }} select id, price, sold from {{ source('raw', 'orders') }} where price >= {{ var('least', 0) }}",
  'project/models/dear.yml': 'models: [{name: dear, columns: [{name: id, data_tests: [unique]}]}]\n',
  'overlays/edit/models/dear.sql':
    "{{ config(materialized='table') }} select id, price, sold, 1 as one from {{ source('raw', 'orders') }} where price >= {{ var('least', 0) }}",
  'sources/s1/orders.csv':
    'id,price,sold\n1,1.50,2026-03-01\n2,2.50,\\N\n3,3.50,2026-03-02\n3,3.50,2026-03-02\n',
  'expected/01/results.json': JSON.stringify({
    exit_code: 1,
    results: [
      { unique_id: 'model.tiny.dear', status: 'success' },
      { unique_id: 'test.tiny.unique_dear_id.0123456789', status: 'fail', failures: 1 },
    ],
  }),
  'expected/01/relations.json': JSON.stringify([
    {
      schema: 'analytics',
      name: 'dear',
      file: 'dear.csv',
      kind: 'table',
      columns: [
        ['id', 'integer'],
        ['price', 'numeric(8,2)'],
        ['sold', 'date'],
      ],
    },
  ]),
  'expected/01/dear.csv': 'id,price,sold\n3,3.5,2026-03-02\n3,3.5,2026-03-02\n2,2.5,\\N\n1,1.5,2026-03-01\n',
  'expected/02/results.json': JSON.stringify({
    exit_code: 0,
    selected: ['model.tiny.dear', 'test.tiny.unique_dear_id.0123456789'],
  }),
  'expected/03/results.json': JSON.stringify({
    exit_code: 0,
    results: [{ unique_id: 'model.tiny.dear', status: 'success' }],
  }),
  'expected/04/results.json': JSON.stringify({ exit_code: 2, exception: 'no such selector' }),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-kind-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function outcome(name: string, changes: Partial<Record<keyof typeof FILES, string>>): Promise<Outcome> {
  const history = join(folder, name);
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    await mkdir(dirname(join(history, path)), { recursive: true });
    await writeFile(join(history, path), text);
  }
  const models = createModels();
  const [one, ...others] = await models.casesIn(history, 'sqlite');
  expect(others).toEqual([]);
  if (one === undefined) throw new Error('no history was found');
  try {
    return await one.run();
  } finally {
    await models.close?.();
  }
}

it('passes a history that we do as it was recorded', async () => {
  expect(await outcome('good', {})).toEqual({ passed: true, note: '4 steps, 4 rows' });
});

it('fails it for one wrong value, one missing row, one status and one relation too many, and names the step', async () => {
  const wrong = await outcome('wrong', {
    'expected/01/dear.csv': 'id,price,sold\n3,3.5,2026-03-02\n2,2.51,\\N\n1,1.5,2026-03-01\n',
    'expected/03/results.json': JSON.stringify({
      exit_code: 0,
      results: [{ unique_id: 'model.tiny.dear', status: 'skipped' }],
    }),
    'expected/02/relations.json': '[]',
  } as Partial<Record<keyof typeof FILES, string>>);
  expect('reasons' in wrong ? wrong.reasons : []).toEqual([
    'step 01: analytics.dear: expected 3 rows, got 4',
    'step 01: analytics.dear: missing: 2, 2.51, \\N',
    'step 01: analytics.dear: not expected: 2, 2.5, \\N',
    'step 01: analytics.dear: not expected: 3, 3.5, 2026-03-02',
    'step 02: analytics.dear is there and not expected',
    expect.stringContaining('step 03: model.tiny.dear: expected skipped, got success'),
  ]);
});

it('leaves out on SQLite what is written for Postgres, and says where', async () => {
  const postgres = {
    'overlays/edit/models/dear.sql':
      "select id, sold::date - interval '1 day' as before from {{ source('raw', 'orders') }}",
  };
  expect(await outcome('postgres', postgres)).toMatchObject({
    leftOut: expect.stringMatching(/^models\/dear\.sql:1: /),
  });
});
