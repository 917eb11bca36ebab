import { createDraw } from '../../warehouse/purchasesFile.ts';

export interface Random {
  below(limit: number): number;
  of<T>(list: readonly T[]): T;
}

/** The same for the same seed. */
export function createRandom(seed: number): Random {
  const below = createDraw(seed);
  return {
    below,
    of<T>(list: readonly T[]): T {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('There is nothing to choose from.');
      return found;
    },
  };
}

/** Everything around a compilation that people, and time, change between two readings. */
export interface World {
  readonly files: Map<string, string>;
  command: string;
  fullRefresh: boolean;
  schema: string;
  env: Record<string, string>;
  vars: Record<string, string>;
  /** Identifiers that the database has a table of. */
  readonly tables: Set<string>;
  /** Identifiers that have a candidate. */
  readonly moved: Set<string>;
}

const MODELS = Array.from({ length: 10 }, (_, at) => `m${at}`);
const MACROS = ['plain', 'calling', 'dispatched', 'asking', 'generate_schema_name'] as const;
const SHADES = ['red', 'green', 'blue'] as const;

/** What stays the same, or is noted. */
function steadyPiece(at: number, random: Random): string {
  const other = random.of(MODELS.slice(0, Math.max(1, at)));
  const ref = at === 0 ? "{{ ref('seed') }}" : `{{ ref('${other}') }}`;
  return random.of([
    ...[ref, ref, ref, ref, ref, ref, "{{ ref('seed') }}"],
    ...["{{ source('raw', 'orders') }}", "{{ source('raw', 'orders') }}", "{{ source('raw', 'lines') }}"],
    ...[
      '{{ plain(1) }}',
      '{{ calling(2) }}',
      '{{ dispatched(3) }}',
      '{{ asking(4) }}',
      '{{ late is defined }}',
    ],
    ...["{{ var('shade') }}", "{{ var('depth', 'none') }}", "{{ env_var('PLACE', 'nowhere') }}"],
    ...['{{ target.schema }}', '{{ this }}', "{{ config.get('colour') }}", "{{ config.get('own', 'none') }}"],
    ...["{{ config(own='1', tags=['t']) }}", "{% do target.update({'schema': 'changed'}) %}"],
    "{% if execute %}{{ config(late='2') }}{% endif %}",
    ...["{{ adapter.quote('a') }}", "{{ api.Relation.create(schema='core', identifier='m1') }}"],
    ...[
      '{{ builtins.ref("seed").identifier }}',
      "{{ context['plain'](5) }}",
      "{{ render('{{ plain(6) }}') }}",
    ],
    ...["{{ modules.datetime.datetime(2024, 1, 2).strftime('%d') }}", "{{ dbt.dateadd('day', 1, 'x') }}"],
  ]);
}

/** What moves, or has to happen each time. */
export const MOVING: readonly string[] = [
  ...["{{ config(materialized='incremental') }}{% if is_incremental() %}more{% endif %}"],
  ...['{{ modules.datetime.datetime.now() }}', '{{ invocation_id }}', '{{ run_started_at }}'],
  ...['{{ flags.WHICH }}', '{{ flags.FULL_REFRESH }}', '{{ should_full_refresh() }}', '{{ schemas }}'],
  ...['{{ graph.nodes | length }}', '{{ model.description }}', "{{ doc('words') }}"],
  ...["{{ run_query('select 1').rows | length }}", '{{ load_relation(this) is none }}'],
  ...["{{ adapter.get_relation('shop', 'core', 'm2') is none }}", "{{ ref.config.args['which'] }}"],
  ...["{% do log('told') %}", "{% do exceptions.warn('w') %}"],
];

function modelText(at: number, random: Random): string {
  const found = Array.from({ length: random.below(4) + 1 }, () => steadyPiece(at, random));
  if (random.below(4) === 0) found.push(random.of(MOVING));
  return `select ${found.join('\n, ')}`;
}

function macroText(name: (typeof MACROS)[number], random: Random): string {
  const says = random.of(SHADES);
  switch (name) {
    case 'plain':
      return `{% macro plain(x) %}plain ${says} {{ x }}{% endmacro %}`;
    case 'calling':
      return `{% macro calling(x) %}calling ${says} {{ plain(x) }}{% endmacro %}`;
    case 'dispatched':
      return `{% macro dispatched(x) %}{{ return(adapter.dispatch('dispatched')(x)) }}{% endmacro %}
{% macro default__dispatched(x) %}default ${says} {{ plain(x) }}{% endmacro %}`;
    case 'generate_schema_name':
      return `{% macro generate_schema_name(custom, node) %}{{ target.schema }}_{{ custom or '${says}' }}{% endmacro %}`;
    case 'asking':
      return `{% macro asking(x) %}{{ var('shade') }} ${says} {{ ref('seed') }} {{ source('raw', 'orders') }}{% endmacro %}`;
  }
}

/** Macros that aren't there at first: each is in the way of something that was found before, or not found. */
const HIDING = [
  ['postgres__dispatched', '{% macro postgres__dispatched(x) %}nearer {{ x }}{% endmacro %}'],
  ['dateadd', '{% macro postgres__dateadd(part, n, at) %}ours {{ at }}{% endmacro %}'],
  ['late', '{% macro late() %}late{% endmacro %}'],
  ['ref', '{% macro ref(name) %}{{ return(builtins.ref(name).include(database=false)) }}{% endmacro %}'],
  ['is_incremental', '{% macro is_incremental() %}{{ return(true) }}{% endmacro %}'],
] as const;

function projectFile(random: Random): string {
  const config = [`+colour: ${random.of(SHADES)}`];
  if (random.below(3) === 0) config.push(`+schema: ${random.of(['left', 'right'])}`);
  if (random.below(3) === 0) config.push(`+materialized: ${random.of(['table', 'ephemeral', 'view'])}`);
  return `name: shop
vars: {shade: ${random.of(SHADES)}${random.below(2) === 0 ? '' : `, depth: ${random.of(SHADES)}`}}
models: {shop: {${config.join(', ')}}}
on-run-end: ["select '{{ target.schema }} {{ plain(7) }}'"]
`;
}

function properties(random: Random): string {
  const described = MODELS.slice(0, 3).map(
    (name) =>
      `  - {name: ${name}, description: ${random.of(SHADES)}, columns: [{name: id, data_tests: [not_null, {accepted_values: {values: [${random.of(SHADES)}]}}]}]${random.of(['', ', config: {materialized: ephemeral}', `, config: {alias: ${name}_${random.of(SHADES)}}`])}}`,
  );
  const quoting = random.of(['', ', quoting: {schema: false}']);
  return `models:\n${described.join('\n')}\nsources:\n  - {name: raw, schema: ${random.of(['raw', 'raw2'])}${quoting}, tables: [{name: orders}${random.of(['', ', {name: lines}'])}]}\n`;
}

export function newWorld(random: Random): World {
  const files = new Map<string, string>([
    ['dbt_project.yml', projectFile(random)],
    ['models/all.yml', properties(random)],
    ['models/words.md', '{% docs words %}first{% enddocs %}'],
    ['seeds/seed.csv', 'id\n1\n'],
    ['tests/single.sql', "select {{ plain(8) }} from {{ ref('m1') }}"],
  ]);
  for (const [at, name] of MODELS.entries()) files.set(`models/${name}.sql`, modelText(at, random));
  for (const name of MACROS) files.set(`macros/${name}.sql`, macroText(name, random));
  return {
    files,
    command: 'compile',
    fullRefresh: false,
    schema: 'core',
    env: {},
    vars: {},
    tables: new Set(),
    moved: new Set(),
  };
}

/** One edit, or a change of what lies around the project. */
export function edit(world: World, random: Random): void {
  const { files } = world;
  const toggle = (set: Set<string>, name: string) => void (set.delete(name) || set.add(name));
  const at = random.below(MODELS.length);
  const model = `models/${MODELS[at]}.sql`;
  const macro = random.of(MACROS);
  const hiding = random.of(HIDING);
  const edits: readonly (() => void)[] = [
    () => files.set(model, modelText(at, random)),
    () => files.set(`macros/${macro}.sql`, macroText(macro, random)),
    () => files.set('models/all.yml', properties(random)),
    () => files.set('models/words.md', `{% docs words %}${random.of(SHADES)}{% enddocs %}`),
    () => files.set('seeds/seed.csv', `id\n${random.below(9)}\n`),
    // A model goes, and what refers to it fails; or it comes back under its name, moved.
    () => {
      const moved = `models/moved/${MODELS[at]}.sql`;
      if (files.delete(model)) files.set(random.of([moved, `models/gone_${at}.sql`]), modelText(at, random));
      else files.set(model, modelText(at, random));
      if (files.has(model)) for (const one of [moved, `models/gone_${at}.sql`]) files.delete(one);
    },
    () => toggle(world.tables, random.of([...MODELS, 'seed'])),
    () => toggle(world.moved, random.of([...MODELS, 'seed', 'orders'])),
    () => {
      world.command = random.of(['compile', 'build', 'run']);
      world.fullRefresh = random.below(2) === 0;
    },
  ];
  /** After these nothing holds: were they as frequent, little would be kept and less be found. */
  const upheavals: readonly (() => void)[] = [
    () => files.delete(`macros/${hiding[0]}.sql`) || files.set(`macros/${hiding[0]}.sql`, hiding[1]),
    () => files.set('dbt_project.yml', projectFile(random)),
    () => {
      world.schema = random.of(['core', 'other']);
    },
    () => {
      world.env = { PLACE: random.of(SHADES) };
    },
    () => {
      world.vars = random.below(2) === 0 ? {} : { shade: random.of(SHADES) };
    },
  ];
  random.of(random.below(6) === 0 ? upheavals : edits)();
}
