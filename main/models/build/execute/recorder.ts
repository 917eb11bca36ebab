import type { Failure, Result } from '../../../../shared/errors/failure.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import type { NodeFacts, Records } from '../../records/records.ts';
import type { NodeResult } from '../nodeResult.ts';
import type { BuildEvents } from '../request.ts';

/** Puts results on record one after the other, beside the build: a writer busy with a long statement holds up nobody else. */
export interface Recorder {
  add(result: NodeResult, facts: NodeFacts): void;
  /** In the order they came. */
  readonly results: readonly NodeResult[];
  /** Waits until all of it is on record; what couldn't be written is a failure of the build. */
  settled(): Promise<Failure | null>;
}

export function createRecorder(records: Records | null, build: string, events: BuildEvents): Recorder {
  const results: NodeResult[] = [];
  let failure: Failure | null = null;
  let last: Promise<void> = Promise.resolve();
  const write = async (result: NodeResult, facts: NodeFacts): Promise<void> => {
    const written: Result<void> | null = records === null ? null : await records.result(build, result, facts);
    if (written?.ok === false) failure ??= written.failure;
    events.finished?.(result);
  };
  return {
    add(result, facts) {
      results.push(result);
      last = last.then(() => write(result, facts));
    },
    results,
    async settled() {
      await last;
      return failure;
    },
  };
}

export function factsOf(node: ProjectNode, nodes: ReadonlyMap<string, ProjectNode>): NodeFacts {
  const layer = (one: ProjectNode | undefined) =>
    one !== undefined && 'relation' in one ? (one.relation?.schema ?? '') : '';
  if (node.resourceType === 'test') {
    const about = node.generic?.attachedTo ?? node.dependsOn[0];
    const { generic } = node;
    const kind = generic === undefined ? 'singular' : generic.testName;
    return {
      name: node.name,
      layer: layer(about === undefined ? undefined : nodes.get(about)),
      ...(about === undefined ? {} : { about }),
      ...(generic?.columnName === undefined ? {} : { column: generic.columnName }),
      check: generic?.namespace === undefined ? kind : `${generic.namespace}.${kind}`,
      severity: node.severity,
    };
  }
  if (node.resourceType === 'unit_test')
    return {
      name: node.name,
      layer: layer(nodes.get(node.model)),
      about: node.model,
      check: 'unit',
      severity: 'error',
    };
  if (node.resourceType === 'source')
    return {
      name: node.name,
      layer: layer(node),
      about: node.uniqueId,
      check: 'freshness',
      severity: 'error',
    };
  return { name: node.name, layer: layer(node) };
}
