import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NewWorkspace } from '../../../shared/contract/workspace.ts';
import { openTestWorkbench } from '../../contract/workbench.ts';
import { must } from '../../warehouse/store/bench.ts';
import { MEASURES_MANIFEST } from './measureServer.ts';

const FILES: Readonly<Record<string, string>> = {
  'connectors/measures.yml': MEASURES_MANIFEST,
  'models/sources.yml': `version: 2
sources:
  - name: raw
    tables: [{ name: vendor__measures }, { name: vendor__log }]
`,
  'models/staging/stg_measures.sql': `{{ config(materialized='incremental', schema='staging', unique_key='id', meta={'engines': ['sqlite', 'postgres']}) }}
select id, pair, day, signal, outcome from {{ source('raw', 'vendor__measures') }}
{% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
`,
  'models/core/pairs.sql': `{{ config(materialized='table', schema='core', meta={'engines': ['sqlite', 'postgres']}) }}
select pair, day, signal, outcome from {{ ref('stg_measures') }}
`,
  'models/core/counts.sql': `{{ config(materialized='table', schema='core', meta={'engines': ['sqlite', 'postgres']}) }}
select pair, count(*) as days, sum(signal) as signals from {{ ref('stg_measures') }} group by pair
`,
  'models/checks.yml': `version: 2
models:
  - name: stg_measures
    columns: [{ name: id, tests: [unique, not_null] }]
`,
  'pipelines/daily.yml': `title: Every morning
steps:
  - name: vendor
    extract: vendor
  - name: models
    build: all
    after: [vendor]
  - name: study
    study: core.pairs
    into: analytics.found
    max_lead: 7
    after: [models]
  - name: told
    sql: >
      create table if not exists analytics.told (days integer);
      insert into analytics.told select sum(days) from core.counts
    after: [study]
`,
};

/** A workspace with a source, models, a study and a pipeline over them. Returns its folder. */
export async function makeWorkspace(folder: string, vendor: string, postgres: boolean): Promise<string> {
  const opened = await openTestWorkbench();
  const path = join(folder, 'shop');
  try {
    const wish = { path, name: 'Shop', template: 'blank', zone: 'UTC', currency: 'EUR' };
    must(await opened.workbench.workspaces.create(NewWorkspace.parse(wish)));
  } finally {
    await opened.close();
  }
  const source = `connector: measures\nconfig:\n  address: ${vendor}\n`;
  for (const [name, text] of Object.entries({ ...FILES, 'sources/vendor.yml': source })) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  if (postgres) {
    const config = await readFile(join(path, 'leadline.yml'), 'utf8');
    await writeFile(
      join(path, 'leadline.yml'),
      config.replace(/^ {2}engine: sqlite/m, '  engine: postgres\n  connection: shared'),
    );
  }
  return path;
}
