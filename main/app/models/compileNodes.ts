import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { createRendering } from '../../models/compile/createRendering.ts';
import type { Surroundings } from '../../models/compile/rendering.ts';
import type { ProjectNode } from '../../models/project/nodes.ts';
import type { Project } from '../../models/project/project.ts';
import type { Builds } from '../../warehouse/builds.ts';
import type { CompiledNode } from './modelling.ts';

interface Compiling {
  readonly project: Project;
  readonly nodes: readonly ProjectNode[];
  readonly builds: Builds;
  readonly clock: () => Date;
  readonly id: string;
  readonly work: Work;
}

/** Every relation is where readers see it: nothing is made, so nothing has a candidate. */
export async function compileNodes(compiling: Compiling): Promise<Result<readonly CompiledNode[]>> {
  const { project, builds, clock, id, work } = compiling;
  const nodes = compiling.nodes.filter((node) => 'rawCode' in node && node.resourceType !== 'operation');
  const line = await builds.line();
  if (!line.ok) return line;
  const surroundings: Surroundings = {
    project,
    builds,
    invocation: {
      id,
      startedAt: clock(),
      command: 'compile',
      fullRefresh: project.options.flags?.['FULL_REFRESH'] === true,
      selected: nodes.map(({ uniqueId }) => uniqueId),
      flags: {},
    },
    current: (place) => place,
    say: () => {},
    results: () => [],
    schemas: [],
  };
  const compiled: CompiledNode[] = [];
  try {
    for (const [at, node] of nodes.entries()) {
      if (work.signal.aborted) break;
      work.report({ step: 'Compiling', done: at, total: nodes.length, unit: 'nodes' });
      const problem = project.blocked.get(node.uniqueId);
      if (problem !== undefined) {
        const { message, next, file, line, column, severity } = problem;
        const problems = [{ file, line, column, message, severity }];
        const failure = {
          code: 'MODEL_INVALID' as const,
          message,
          next,
          subject: node.name,
          retry: false,
          problems,
        };
        compiled.push({ id: node.uniqueId, sql: null, failure });
        continue;
      }
      const rendered = await createRendering(surroundings, node, line.value).compile();
      compiled.push(
        rendered.ok
          ? { id: node.uniqueId, sql: rendered.value.shown, failure: null }
          : { id: node.uniqueId, sql: null, failure: rendered.failure },
      );
    }
  } finally {
    await line.value.close();
  }
  return ok(compiled);
}
