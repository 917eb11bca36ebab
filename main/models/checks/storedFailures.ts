import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../warehouse/builds.ts';
import type { NodeRun } from '../build/nodeRun.ts';
import type { Compiled } from '../compile/rendering.ts';
import type { PlainMap, TestNode } from '../project/nodes.ts';
import { pythonText } from '../project/plain.ts';
import { withoutEnd } from './checkQuery.ts';

export type Storing = 'table' | 'view' | null;

/** What the check itself says has the last word over the command; `ephemeral` says not to store. */
export function storingOf(config: PlainMap, asked: boolean): Storing {
  const as = config['store_failures_as'];
  if (as !== undefined && as !== null) {
    const kind = pythonText(as).toLowerCase();
    return kind === 'table' || kind === 'view' ? kind : null;
  }
  const own = config['store_failures'];
  const wanted = own === undefined || own === null ? asked : own === true || own === 'true';
  return wanted ? 'table' : null;
}

/** Lines that stand before the check's own SQL in the statement that stores its rows. */
export const LINES_BEFORE_STORED = 1;

/**
 * Failing rows where a person can query them, replaced by each run. They are a result and no candidate: they are seen
 * whether or not what they speak against is published.
 */
export async function storeFailures(
  { node, surroundings, line, signal }: NodeRun<TestNode>,
  compiled: Compiled,
  storing: 'table' | 'view',
): Promise<Result<{ place: BuildPlace; written: string }>> {
  const { builds } = surroundings;
  const place = node.relation;
  const written = builds.written(place);
  const schema = await line.makeSchema(place.schema);
  if (!schema.ok) return schema;
  // A view of a candidate would break when the candidate is published: its rows are kept instead.
  const kind = storing === 'view' && compiled.sql === compiled.shown ? 'view' : 'table';
  const made = await line.together(
    async () => {
      const dropped = await line.drop(place);
      if (!dropped.ok) return dropped;
      return line.run(`create ${kind} ${written} as\n${withoutEnd(compiled.sql)}`, { signal });
    },
    { signal },
  );
  return made.ok ? ok({ place, written }) : made;
}
