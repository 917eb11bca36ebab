import type { BuildPlace } from '../../../warehouse/builds.ts';
import { asList } from '../../project/config/mergeConfig.ts';
import type { ModelNode, SeedNode, SnapshotNode } from '../../project/nodes.ts';
import { isPlainMap } from '../../project/plain.ts';
import { quoted } from '../../sql/quoted.ts';
import type { NodeRun } from '../nodeRun.ts';

/** The config `grants`; SQLite knows no roles. */
export function grantStatements(
  run: NodeRun<ModelNode | SeedNode | SnapshotNode>,
  relation: BuildPlace,
): readonly string[] {
  const { builds } = run.surroundings;
  const { grants } = { grants: run.node.config['grants'] };
  if (builds.engine !== 'postgres' || !isPlainMap(grants)) return [];
  return Object.entries(grants).flatMap(([privilege, roles]) => {
    const names = asList(roles).filter((role) => typeof role === 'string');
    if (names.length === 0 || !/^[a-z ]+$/i.test(privilege)) return [];
    const to = names.map((role) => (/^public$/i.test(role) ? role : quoted(role)));
    return [`grant ${privilege} on ${builds.written(relation)} to ${to.join(', ')}`];
  });
}
