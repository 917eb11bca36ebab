import { createHash } from 'node:crypto';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import { asList } from '../../project/config/mergeConfig.ts';
import type { ModelNode, SeedNode, SnapshotNode } from '../../project/nodes.ts';
import { isPlainList, isPlainMap } from '../../project/plain.ts';
import type { NodeRun } from '../nodeRun.ts';

/** The config `indexes`, after the rows are in. */
export function indexStatements(
  run: NodeRun<ModelNode | SeedNode | SnapshotNode>,
  relation: BuildPlace,
): readonly string[] {
  const { builds, invocation } = run.surroundings;
  return asList(run.node.config['indexes']).flatMap((one, position) => {
    if (!isPlainMap(one)) return [];
    const columns = asList(one['columns']).filter((name) => typeof name === 'string');
    if (columns.length === 0 || !isPlainList(columns)) return [];
    const type = one['type'];
    const using = builds.engine === 'postgres' && typeof type === 'string' ? ` using ${type}` : '';
    // The old relation's index may bear the same name until it goes, and SQLite has one room for all names.
    const name = createHash('md5')
      .update(JSON.stringify([invocation.id, relation, position]))
      .digest('hex');
    return [
      `create ${one['unique'] === true ? 'unique ' : ''}index "${name}" on ${builds.written(relation)}${using} (${columns.join(', ')})`,
    ];
  });
}
