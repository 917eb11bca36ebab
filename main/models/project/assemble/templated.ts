import { createHash } from 'node:crypto';
import { asList } from '../config/mergeConfig.ts';
import type {
  AnalysisNode,
  Captured,
  ColumnInfo,
  ModelNode,
  RelationPlace,
  SeedNode,
  SnapshotNode,
  TestNode,
} from '../nodes.ts';
import { isPlainMap, type Plain, type PlainMap, pythonText } from '../plain.ts';
import type { Place } from '../problem.ts';
import type { CaptureFault } from '../render/capture.ts';
import { shortened } from '../tests/testName.ts';
import { type Assembly, isEnabled, resolveConfig } from './assembly.ts';
import { captureDraft } from './captureDraft.ts';
import type { Draft } from './drafts.ts';
import type { DeclaredPatch } from './propertyFiles.ts';

export type OwnFileNode = ModelNode | SeedNode | SnapshotNode | AnalysisNode | TestNode;

export interface MadeNode<N> {
  /** Its `dependsOn` is still empty. */
  readonly node: N;
  readonly enabled: boolean;
}

const DEFAULTS: Readonly<Record<Draft['kind'], PlainMap>> = {
  model: { materialized: 'view', enabled: true },
  seed: { materialized: 'seed', enabled: true },
  snapshot: { materialized: 'snapshot', enabled: true },
  analysis: { enabled: true },
  test: { materialized: 'test', severity: 'ERROR', enabled: true },
};
/** Configs that say where a relation goes. */
const PLACED_BY = ['schema', 'alias', 'database', 'target_schema', 'target_database'] as const;
/** The schema of stored failures. */
export const FAILURES_SCHEMA = 'dbt_test__audit';

/** Runs a draft's template once, settles its config, and makes the node. */
export async function makeNode(
  draft: Draft,
  patch: DeclaredPatch | undefined,
  assembly: Assembly,
): Promise<MadeNode<OwnFileNode>> {
  const { kind, owner, fqn } = draft;
  const parts = {
    owner,
    section: kind,
    fqn,
    defaults: DEFAULTS[kind],
    patch: patch?.config ?? {},
  } as const;
  const base = resolveConfig(assembly, { ...parts, calls: {} });
  const facts = factsOf(draft, base, patch);
  const early = kind === 'analysis' ? null : await placeOf(assembly, draft, base, facts);
  const outcome = await captureDraft(draft, parts, base, facts, early, assembly);
  const config = resolveConfig(assembly, { ...parts, calls: outcome.config });
  const enabled = isEnabled(config);
  if (outcome.fault !== null && enabled) tellFault(assembly, outcome.fault, draft);
  const unchanged = PLACED_BY.every((key) => config[key] === base[key]);
  const settled = factsOf(draft, config, patch);
  const relation =
    kind === 'analysis'
      ? null
      : unchanged && early !== null
        ? early
        : await placeOf(assembly, draft, config, settled);
  if (relation !== null && enabled) tellNameless(assembly, relation, draft, config);
  const described = {
    description: await assembly.descriptions.render(
      patch?.description ?? '',
      patch?.descriptionAt ?? draft.place,
      owner.name,
    ),
    columns: await columnsOf(patch, assembly, owner.name),
  };
  return {
    node: assemble(draft, patch, config, callsOf(outcome.captured, draft), relation, described),
    enabled,
  };
}

function callsOf(captured: Captured, { callsAt }: Draft): Captured {
  if (callsAt === undefined) return captured;
  return {
    ...captured,
    refs: captured.refs.map((call) => ({ ...call, place: callsAt })),
    sources: captured.sources.map((call) => ({ ...call, place: callsAt })),
  };
}

function assemble(
  draft: Draft,
  patch: DeclaredPatch | undefined,
  config: PlainMap,
  captured: Captured,
  relation: RelationPlace | null,
  described: { readonly description: string; readonly columns: readonly ColumnInfo[] },
): OwnFileNode {
  const base = {
    uniqueId: draft.uniqueId,
    name: draft.name,
    packageName: draft.owner.name,
    path: draft.path,
    place: draft.place,
    ...(patch === undefined ? {} : { patchPlace: patch.place }),
    fqn: draft.fqn,
    tags: tagsOf(config),
    meta: isPlainMap(config['meta']) ? config['meta'] : {},
    config,
    dependsOn: [],
    captured,
    ...described,
  };
  const code = { rawCode: draft.code.trim(), codeAt: afterSpace(draft) };
  const materialized = pythonText(config['materialized'] ?? null);
  const lies = materialized === 'ephemeral' ? null : relation;
  switch (draft.kind) {
    case 'model':
      return { ...base, ...code, resourceType: 'model', materialized, relation: lies };
    case 'snapshot':
      return { ...base, ...code, resourceType: 'snapshot', materialized, relation: lies };
    case 'analysis':
      return { ...base, ...code, resourceType: 'analysis' };
    case 'seed':
      return {
        ...base,
        resourceType: 'seed',
        materialized,
        relation,
        csv: draft.place.file,
        contentHash: createHash('sha256').update(draft.code).digest('hex'),
        columnTypes: textMap(config['column_types']),
        delimiter: pythonText(config['delimiter'] ?? ','),
      };
    case 'test':
      return {
        ...base,
        ...code,
        resourceType: 'test',
        testType: 'singular',
        severity: severityOf(config),
        relation: relation ?? { database: '', schema: '', identifier: draft.name },
      };
  }
}

/** Where code begins once the space before it is taken away. */
function afterSpace({ code, codeAt }: Draft): Place {
  const space = code.slice(0, code.length - code.trimStart().length);
  const lines = space.split('\n');
  const column = (lines.at(-1)?.length ?? 0) + (lines.length === 1 ? codeAt.column : 1);
  return { ...codeAt, line: codeAt.line + lines.length - 1, column };
}

export function severityOf(config: PlainMap): 'error' | 'warn' {
  return pythonText(config['severity'] ?? 'error').toLowerCase() === 'warn' ? 'warn' : 'error';
}

export function tagsOf(config: PlainMap): string[] {
  return [...new Set(asList(config['tags']).map(pythonText))].sort();
}

function textMap(value: Plain | undefined): Record<string, string> {
  if (!isPlainMap(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pythonText(one)]));
}

function placeOf(assembly: Assembly, draft: Draft, config: PlainMap, facts: PlainMap) {
  const settled =
    draft.kind === 'test'
      ? {
          ...config,
          schema: config['schema'] ?? FAILURES_SCHEMA,
          alias: config['alias'] ?? shortened(draft.name),
        }
      : config;
  return assembly.namer.place(facts, settled, draft.place);
}

/** What `model` and a macro's `node` show of a node. */
function factsOf(draft: Draft, config: PlainMap, patch: DeclaredPatch | undefined): PlainMap {
  return {
    name: draft.name,
    unique_id: draft.uniqueId,
    resource_type: draft.kind,
    package_name: draft.owner.name,
    path: draft.path.slice(draft.path.indexOf('/') + 1),
    original_file_path: draft.path,
    fqn: draft.fqn,
    alias: config['alias'] ?? draft.name,
    tags: config['tags'] ?? [],
    meta: config['meta'] ?? {},
    description: patch?.description ?? '',
    columns: {},
    config: { alias: null, schema: null, database: null, tags: [], meta: {}, ...config },
    version: null,
  };
}

/** A macro that names relations forgot this one: no database takes an empty name. */
function tellNameless(assembly: Assembly, relation: RelationPlace, draft: Draft, config: PlainMap): void {
  if (config['materialized'] === 'ephemeral' || draft.kind === 'test') return;
  const lacking = relation.schema === '' ? 'schema' : relation.identifier === '' ? 'name' : null;
  if (lacking === null) return;
  const macro = lacking === 'schema' ? 'generate_schema_name' : 'generate_alias_name';
  assembly.problems.error(
    draft.place,
    `${draft.name} has no ${lacking}: the project’s macro ${macro} answers nothing for it.`,
    lacking === 'schema'
      ? `Let ${macro} answer target.schema where custom_schema_name is none.`
      : `Let ${macro} answer node.name where custom_alias_name is none.`,
    [draft.uniqueId],
  );
}

function tellFault(assembly: Assembly, fault: CaptureFault, draft: Draft): void {
  const elsewhere = fault.place.file === draft.place.file ? '' : ` (while reading ${draft.place.file})`;
  assembly.problems.error(
    fault.place,
    `This template fails: ${fault.message}${elsewhere}.`,
    `Correct it there; ${draft.name} and what depends on it are left out until then.`,
    [draft.uniqueId],
  );
}

export async function columnsOf(
  patch: DeclaredPatch | undefined,
  assembly: Assembly,
  packageName: string,
): Promise<ColumnInfo[]> {
  const columns: ColumnInfo[] = [];
  for (const { place: _place, descriptionAt, tests: _tests, ...column } of patch?.columns ?? [])
    columns.push({
      ...column,
      description: await assembly.descriptions.render(column.description, descriptionAt, packageName),
    });
  return columns;
}
