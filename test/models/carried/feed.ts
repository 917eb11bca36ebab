import { expect } from 'vitest';
import type { ModelBench } from './bench.ts';

/** A model over what has arrived. */
export function keptModel(
  config: string,
  columns = 'id, word, day',
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'models/kept.sql': `{{ config(${config}) }}\nselect ${columns} from {{ source('feed', 'arrived') }}`,
    'models/sources.yml': FEED,
    ...more,
  };
}

export const FEED = 'sources: [{name: feed, schema: "{{ target.schema }}_raw", tables: [{name: arrived}]}]';

const COLUMNS = 'id integer, word text, day integer';

/** What the source has from now on: these rows, in SQL, and no others. */
export async function arrive(
  bench: ModelBench,
  schema: string,
  rows: string,
  columns = COLUMNS,
): Promise<void> {
  const raw = { database: bench.builds.database, schema: `${schema}_raw`, identifier: 'arrived' };
  const made = await bench.line.makeSchema(raw.schema);
  expect(made.ok).toBe(true);
  const name = bench.builds.written(raw);
  await bench.run(`drop table if exists ${name}`);
  await bench.run(`create table ${name} (${columns})`);
  if (rows !== '') await bench.run(`insert into ${name} values ${rows}`);
}
