import type { Value } from '../../../jinja/value.ts';
import { graphValue } from '../../compile/nodeFacts.ts';
import type { Surroundings } from '../../compile/rendering.ts';
import { resultsValue } from '../operations/resultsValue.ts';
import type { Plan } from '../plan/plan.ts';
import type { BuildRequest } from '../request.ts';
import type { Places } from './places.ts';
import type { Recorder } from './recorder.ts';

/** What every rendering of one build shares. */
export function surroundingsOf(
  request: BuildRequest,
  plan: Plan,
  places: Places,
  recorder: Recorder,
): Surroundings {
  const { project, builds, command, fullRefresh } = request;
  const nodes = [...plan.values()].map((planned) => planned.node);
  const schemas = new Set(
    nodes.flatMap((node) =>
      'relation' in node &&
      node.relation !== null &&
      node.resourceType !== 'source' &&
      node.resourceType !== 'test'
        ? [node.relation.schema]
        : [],
    ),
  );
  const flags = Object.entries({
    which: command,
    full_refresh: fullRefresh,
    fail_fast: request.failFast,
    store_failures: request.storeFailures,
    warn_error: request.warnError,
    ...request.flags,
  });
  let graph: Value | null = null;
  return {
    project,
    builds,
    clock: request.clock,
    graph() {
      graph ??= graphValue(project);
      return graph;
    },
    invocation: {
      id: request.id,
      startedAt: request.clock(),
      command,
      fullRefresh,
      selected: [...plan].flatMap(([id, planned]) => (planned.silent ? [] : [id])),
      flags: Object.fromEntries(flags.map(([name, value]) => [name.toUpperCase(), value])),
    },
    current: places.current,
    say: (text, kind) => request.events?.said?.(text, kind),
    results: () => resultsValue(project, recorder.results),
    schemas: [...schemas].sort(),
  };
}
