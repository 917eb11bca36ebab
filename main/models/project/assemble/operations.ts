import type { OperationNode } from '../nodes.ts';
import type { ProjectPackage } from '../packages.ts';
import { createCapture } from '../render/capture.ts';
import { placeOf, text } from '../yaml/located.ts';
import type { Assembly } from './assembly.ts';

/** The statements of `on-run-start` and `on-run-end`, one node each. */
export async function makeOperations(owner: ProjectPackage, assembly: Assembly): Promise<OperationNode[]> {
  const made: OperationNode[] = [];
  for (const [when, hooks] of [
    ['on-run-start', owner.file.onRunStart],
    ['on-run-end', owner.file.onRunEnd],
  ] as const)
    for (const [index, hook] of hooks.entries()) {
      const name = `${owner.name}-${when}-${index}`;
      const uniqueId = `operation.${owner.name}.${name}`;
      const place = placeOf(hook.at);
      const facts = { name, unique_id: uniqueId, resource_type: 'operation', package_name: owner.name };
      const capture = createCapture(assembly.settingOf(owner.name), {
        file: owner.file.file,
        base: {},
        relation: null,
        facts,
      });
      const fault = await capture.run(hook.sql, { ...place, line: 1, column: 1 });
      if (fault !== null)
        assembly.problems.error(
          fault.place.file === place.file ? place : fault.place,
          `${when} fails: ${fault.message}.`,
          'Correct the statement; nothing is built while it fails.',
          'everything',
        );
      made.push({
        resourceType: 'operation',
        uniqueId,
        name,
        packageName: owner.name,
        path: 'dbt_project.yml',
        place,
        fqn: [owner.name, 'hooks', name],
        tags: [when],
        meta: {},
        description: '',
        config: { enabled: true, tags: [when] },
        columns: [],
        dependsOn: [],
        captured: capture.captured(),
        rawCode: text(hook.at) ?? hook.sql,
        codeAt: place,
        when,
        index,
      });
    }
  return made;
}
