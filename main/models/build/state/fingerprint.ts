import { createHash } from 'node:crypto';
import type { ProjectNode } from '../../project/nodes.ts';
import { canonicalText, type Plain, type PlainMap } from '../../project/plain.ts';
import type { Project } from '../../project/project.ts';
import { readsClockOrChance } from './volatile.ts';

/** Says nothing about the rows a model makes. */
const IDLE: ReadonlySet<string> = new Set([
  ...['tags', 'meta', 'docs', 'group', 'access', 'description', 'enabled', 'severity', 'event_time'],
  ...['store_failures', 'full_refresh'],
]);

export interface Ingredients {
  readonly node: ProjectNode;
  readonly project: Project;
  /** Under published names; of a seed nothing. */
  readonly sql: string;
  /** Of everything it reads, by unique id. */
  readonly upstream: ReadonlyMap<string, string>;
  readonly build: string;
}

/**
 * What the rows of a node are made from, in one line: when it is the same as at the last build, so would the rows be.
 * Where that can't be known, the build's own id is part of it, and the node is new each time.
 */
export function fingerprint({ node, project, sql, upstream, build }: Ingredients): string {
  const vars = project.varsOf(node.packageName);
  const env = project.options.env ?? {};
  const config: PlainMap = Object.fromEntries(Object.entries(node.config).filter(([key]) => !IDLE.has(key)));
  const described = node.config['persist_docs'] !== undefined || node.config['contract'] !== undefined;
  const parts: Plain = {
    sql,
    config,
    vars: Object.fromEntries(node.captured.vars.map((name) => [name, vars[name] ?? null])),
    env: Object.fromEntries(node.captured.env.map((name) => [name, env[name] ?? null])),
    content:
      node.resourceType === 'seed' ? [node.contentHash, { ...node.columnTypes }, node.delimiter] : null,
    columns: described
      ? node.columns.map((one) => [one.name, one.dataType ?? null, one.description, one.constraints])
      : node.columns.map((one) => [one.name, one.dataType ?? null]),
    relation: 'relation' in node && node.relation !== null ? { ...node.relation } : null,
    upstream: Object.fromEntries(upstream),
    again: readsClockOrChance(sql) ? build : null,
  };
  return createHash('sha256').update(canonicalText(parts)).digest('hex').slice(0, 40);
}
