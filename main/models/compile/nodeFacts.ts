import type { Value } from '../../jinja/value.ts';
import type { ColumnInfo, ProjectNode } from '../project/nodes.ts';
import type { Plain, PlainMap } from '../project/plain.ts';
import type { Project } from '../project/project.ts';
import { toValue } from '../project/render/values.ts';

/** A node as templates see it: `model`, and the values of `graph.nodes`. The keys are dbt's. */
export function nodeFacts(node: ProjectNode, project: Project, config: PlainMap = node.config): PlainMap {
  const relation = 'relation' in node ? node.relation : null;
  const written =
    relation === null
      ? null
      : [relation.database, relation.schema, relation.identifier].map((part) => `"${part}"`).join('.');
  return {
    name: node.name,
    unique_id: node.uniqueId,
    resource_type: node.resourceType,
    package_name: node.packageName,
    path: node.path.slice(node.path.indexOf('/') + 1),
    original_file_path: node.path,
    root_path: project.folder,
    fqn: node.fqn,
    alias: relation?.identifier ?? node.name,
    schema: relation?.schema ?? project.options.target.schema,
    database: relation?.database ?? project.options.target.database,
    relation_name: written,
    tags: node.tags,
    meta: node.meta,
    description: node.description,
    columns: Object.fromEntries(node.columns.map((column) => [column.name, columnFacts(column)])),
    config: { alias: null, schema: null, database: null, tags: [], meta: {}, ...config },
    unrendered_config: config,
    depends_on: { nodes: node.dependsOn, macros: node.captured.macros },
    refs: node.captured.refs.map(({ name, packageName }) => ({
      name,
      package: packageName ?? null,
      version: null,
    })),
    sources: node.captured.sources.map(({ source, table }) => [source, table]),
    metrics: [],
    patch_path: node.patchPlace === undefined ? null : `${node.packageName}://${node.patchPlace.file}`,
    docs: config['docs'] ?? { show: true, node_color: null },
    group: config['group'] ?? null,
    access: config['access'] ?? 'protected',
    version: null,
    latest_version: null,
    language: 'sql',
    contract: config['contract'] ?? { enforced: false },
    constraints: config['constraints'] ?? [],
    doc_blocks: [],
    deprecation_date: null,
    time_spine: null,
    primary_key: [],
    created_at: 0,
    ...codeFacts(node),
    ...ownFacts(node),
  };
}

function codeFacts(node: ProjectNode): PlainMap {
  const code = 'rawCode' in node ? node.rawCode : '';
  return { raw_code: code, raw_sql: code, compiled: false, compiled_code: null, compiled_sql: null };
}

function ownFacts(node: ProjectNode): PlainMap {
  switch (node.resourceType) {
    case 'test':
      return {
        test_metadata:
          node.generic === undefined
            ? null
            : {
                name: node.generic.testName,
                namespace: node.generic.namespace ?? null,
                kwargs: node.generic.kwargs,
              },
        column_name: node.generic?.columnName ?? null,
        attached_node: node.generic?.attachedTo ?? null,
        file_key_name: null,
      };
    case 'source':
      return {
        source_name: node.sourceName,
        source_description: node.sourceDescription,
        source_meta: {},
        loader: node.loader,
        identifier: node.relation.identifier,
        quoting: node.quoting,
        loaded_at_field: node.loadedAtField ?? null,
        freshness: freshnessFacts(node.freshness),
        config: { enabled: true, ...node.config, freshness: freshnessFacts(node.freshness) },
        external: node.config['external'] ?? null,
      };
    case 'exposure':
      return {
        type: node.exposureType,
        label: node.label ?? null,
        url: node.url ?? null,
        maturity: node.maturity ?? null,
        owner: node.owner,
      };
    case 'snapshot':
    case 'model':
      return { unique_key: node.config['unique_key'] ?? null };
    default:
      return {};
  }
}

function freshnessFacts(freshness: Extract<ProjectNode, { resourceType: 'source' }>['freshness']): Plain {
  const limit = (one: { count: number; period: string } | undefined): PlainMap =>
    one === undefined ? { count: null, period: null } : { count: BigInt(one.count), period: one.period };
  return {
    warn_after: limit(freshness?.warnAfter),
    error_after: limit(freshness?.errorAfter),
    filter: freshness?.filter ?? null,
  };
}

function columnFacts(column: ColumnInfo): PlainMap {
  return {
    name: column.name,
    description: column.description,
    data_type: column.dataType ?? null,
    meta: column.meta,
    tags: column.tags,
    quote: column.quote ?? null,
    constraints: column.constraints,
    config: { meta: column.meta, tags: column.tags },
  };
}

const IN_NODES: ReadonlySet<ProjectNode['resourceType']> = new Set([
  ...(['model', 'seed', 'snapshot', 'test', 'analysis', 'operation'] as const),
]);

/** `graph`: what packages read of the whole project. */
export function graphValue(project: Project): Value {
  return toValue(graphFacts(project));
}

function graphFacts(project: Project): PlainMap {
  const all = [...project.nodes.values()];
  const of = (wanted: (node: ProjectNode) => boolean): PlainMap =>
    Object.fromEntries(all.filter(wanted).map((node) => [node.uniqueId, nodeFacts(node, project)]));
  return {
    nodes: of((node) => IN_NODES.has(node.resourceType)),
    sources: of((node) => node.resourceType === 'source'),
    exposures: of((node) => node.resourceType === 'exposure'),
    unit_tests: of((node) => node.resourceType === 'unit_test'),
    metrics: {},
    groups: {},
    semantic_models: {},
    saved_queries: {},
  };
}
