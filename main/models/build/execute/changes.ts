import type { BuildLine } from '../../../warehouse/builds.ts';
import type { Rendering, RenderingOptions } from '../../compile/rendering.ts';
import type { ModelNode, ProjectNode, SeedNode, SnapshotNode } from '../../project/nodes.ts';
import type { NodeState } from '../../records/records.ts';
import type { BuildRequest } from '../request.ts';
import { fingerprint } from '../state/fingerprint.ts';

export type MadeNode = ModelNode | SeedNode | SnapshotNode;

/** What each node's relation is made from in this build, told as the build goes down the graph. */
export interface Changes {
  /** Null when it can't be told, because the node can't be compiled. */
  print(node: MadeNode, rendering: (options?: RenderingOptions) => Rendering): Promise<Print | null>;
  /** Whether its relation is there, of its kind, and made from the same. */
  unchanged(node: MadeNode, print: Print, line: BuildLine): Promise<boolean>;
  /** The state readers see, by the build before. */
  stateOf(id: string): NodeState | undefined;
}

export interface Print {
  readonly fingerprint: string;
  readonly sql: string;
}

export function createChanges(
  request: BuildRequest,
  states: ReadonlyMap<string, NodeState>,
  stamps: ReadonlyMap<string, string>,
): Changes {
  const { project, builds, id: build } = request;
  const now = new Map<string, string>();

  const ofParent = (parent: ProjectNode): readonly (readonly [string, string])[] => {
    const { uniqueId } = parent;
    if (parent.resourceType === 'source') {
      const stamp = stamps.get(builds.written({ ...parent.relation, database: '' }));
      return [[uniqueId, stamp ?? `unknown in ${build}`]];
    }
    // An ephemeral model is in the SQL of who reads it, and what it reads counts for them.
    if (parent.resourceType === 'model' && parent.materialized === 'ephemeral') return ofParents(parent);
    return [[uniqueId, now.get(uniqueId) ?? states.get(uniqueId)?.fingerprint ?? `unknown in ${build}`]];
  };
  const ofParents = (node: ProjectNode): readonly (readonly [string, string])[] =>
    node.dependsOn.flatMap((parent) => {
      const found = project.nodes.get(parent);
      return found === undefined ? [] : ofParent(found);
    });

  return {
    stateOf: (id) => states.get(id),
    async print(node, rendering) {
      let sql = '';
      if (node.resourceType !== 'seed') {
        // What an incremental model adds depends on what is there; what it is, doesn't.
        const whole = node.materialized === 'incremental' ? rendering({ incremental: false }) : rendering();
        const compiled = await whole.compile();
        if (!compiled.ok) return null;
        sql = compiled.value.shown;
      }
      const made = fingerprint({ node, project, sql, upstream: new Map(ofParents(node)), build });
      now.set(node.uniqueId, made);
      return { fingerprint: made, sql };
    },
    async unchanged(node, print, line) {
      const state = states.get(node.uniqueId);
      if (state === undefined || state.fingerprint !== print.fingerprint || node.relation === null)
        return false;
      const found = await line.relation(node.relation);
      if (!found.ok || found.value === null) return false;
      const { kind } = found.value;
      const wanted = node.materialized === 'view' ? 'view' : 'table';
      // Where the engine has no such view, a table stands in for it.
      const instead = builds.engine === 'sqlite' && kind === 'table';
      return kind === wanted || instead || node.materialized === kind.replace(' ', '_');
    },
  };
}
