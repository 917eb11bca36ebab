import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, BuildPlace } from '../../../warehouse/builds.ts';
import { createRendering } from '../../compile/createRendering.ts';
import type { Compiled, Rendering, Surroundings } from '../../compile/rendering.ts';
import type { ModelNode, SnapshotNode } from '../../project/nodes.ts';
import { statementFailed } from '../carry/failed.ts';
import { readHooks } from '../hooks/readHooks.ts';
import { scratchOf } from '../incremental/scratchOf.ts';
import { keyColumns, readUniqueKey } from '../incremental/uniqueKey.ts';
import type { BuildRequest } from '../request.ts';
import { diffRelations, type RowDifference } from '../rowDiff/diffRelations.ts';
import { readSnapshotSettings } from '../snapshot/settings.ts';
import { currentVersions } from './currentVersions.ts';
import { type FoundFault, historyFaults } from './historyFaults.ts';

export type EquivalenceRequest = Pick<BuildRequest, 'project' | 'builds' | 'clock' | 'id' | 'work'>;

/** How what readers see, grown bit by bit, compares with what its SQL gives when it is made at once. */
export interface Equivalence {
  readonly id: string;
  readonly kind: 'incremental' | 'snapshot';
  /** `schema.identifier` */
  readonly relation: string;
  readonly equal: boolean;
  /** Left is what readers see; right is made anew: of an incremental model all of it, of a snapshot the source as it is now. */
  readonly difference: RowDifference;
  /** Snapshots: what their history may never show, and does. */
  readonly faults: readonly FoundFault[];
  /** What to keep in mind when reading it. */
  readonly notes: readonly string[];
  readonly sql: string;
}

/**
 * Makes an incremental model or a snapshot anew in scratch relations and compares. Nothing that readers see is touched, and
 * no hook is run. No build can run meanwhile.
 */
export async function checkEquivalence(
  request: EquivalenceRequest,
  id: string,
): Promise<Result<Equivalence>> {
  const node = request.project.nodes.get(id);
  const target = node !== undefined && 'relation' in node ? node.relation : null;
  const comparable =
    node?.resourceType === 'snapshot' ||
    (node?.resourceType === 'model' && node.materialized === 'incremental');
  if (node === undefined || target === null || !comparable)
    return fail('BAD_INPUT', {
      message: `${node?.name ?? id} is neither an incremental model nor a snapshot.`,
      next: 'Name an incremental model or a snapshot: every other model is made anew at every build.',
      subject: id,
    });
  const { builds } = request;
  const claimed = await builds.claim(`equivalence of ${node.name}`);
  if (!claimed.ok) return claimed;
  try {
    const line = await builds.line();
    if (!line.ok) return line;
    const scratch = scratchOf(builds, target, 'anew');
    try {
      const live = await line.value.relation(target);
      if (!live.ok) return live;
      if (live.value?.kind !== 'table')
        return fail('BAD_INPUT', {
          message: `${node.name} hasn’t been built yet, so there is nothing to compare.`,
          next: 'Build it first.',
          subject: id,
        });
      const side: Side = { request, line: line.value, target, scratch };
      return node.resourceType === 'snapshot'
        ? await ofSnapshot(side, node)
        : await ofIncremental(side, node);
    } finally {
      await line.value.drop(scratch);
      await line.value.close();
    }
  } finally {
    await claimed.value.release();
  }
}

interface Side {
  readonly request: EquivalenceRequest;
  readonly line: BuildLine;
  readonly target: BuildPlace;
  readonly scratch: BuildPlace;
}

async function ofIncremental(side: Side, node: ModelNode): Promise<Result<Equivalence>> {
  const { request, line, target, scratch } = side;
  const { builds } = request;
  const rendering = renderingOf(side, node, { incremental: false });
  const compiled = await rendering.compile();
  if (!compiled.ok) return compiled;
  const made = await make(side, node, compiled.value, compiled.value.sql, 1);
  if (!made.ok) return made;
  const columns = await line.columns(scratch);
  if (!columns.ok) return columns;
  const key = readUniqueKey(rendering.config['unique_key']);
  const named = key === null ? null : keyColumns(key, columns.value, builds.engine);
  const { signal } = request.work;
  const difference = await diffRelations(line, builds, target, scratch, named, { signal });
  if (!difference.ok) return difference;
  const { onlyLeft, onlyRight, differing, columnsOnlyLeft, columnsOnlyRight } = difference.value;
  const hooked =
    readHooks(rendering.config, 'post-hook').length + readHooks(rendering.config, 'pre-hook').length;
  return ok({
    id: node.uniqueId,
    kind: 'incremental',
    relation: `${target.schema}.${target.identifier}`,
    equal: onlyLeft + onlyRight + differing + columnsOnlyLeft.length + columnsOnlyRight.length === 0,
    difference: difference.value,
    faults: [],
    notes: hooked > 0 ? ['Its hooks were not run, so what they change shows as a difference.'] : [],
    sql: compiled.value.shown,
  });
}

async function ofSnapshot(side: Side, node: SnapshotNode): Promise<Result<Equivalence>> {
  const { request, line, target, scratch } = side;
  const { builds } = request;
  const rendering = renderingOf(side, node, {});
  const compiled = await rendering.compile();
  if (!compiled.ok) return compiled;
  const settings = readSnapshotSettings(node, rendering.config);
  if (!settings.ok) return settings;
  const made = await make(side, node, compiled.value, compiled.value.sql, 1);
  if (!made.ok) return made;
  const source = await line.columns(scratch);
  if (!source.ok) return source;
  const open = scratchOf(builds, target, 'open');
  const { signal } = request.work;
  try {
    const current = await currentVersions(line, builds, settings.value, {
      target,
      source: scratch,
      open,
      signal,
    });
    if (!current.ok) return current;
    const key = keyColumns(settings.value.key, source.value, builds.engine);
    const { rule } = settings.value;
    const compared =
      rule.kind === 'check' && rule.columns !== 'all'
        ? { columns: [...(key ?? []), ...rule.columns.map((name) => name.replaceAll('"', ''))] }
        : {};
    const difference = await diffRelations(line, builds, open, scratch, key, { signal, ...compared });
    if (!difference.ok) return difference;
    const faults = await historyFaults(line, builds.written(target), settings.value, signal);
    if (!faults.ok) return faults;
    const { onlyLeft, onlyRight, differing } = difference.value;
    return ok({
      id: node.uniqueId,
      kind: 'snapshot',
      relation: `${target.schema}.${target.identifier}`,
      equal: onlyLeft + onlyRight + differing + faults.value.length === 0,
      difference: difference.value,
      faults: faults.value,
      notes: [
        'Only the versions that are open now can be compared: what the source was before is known to the snapshot alone.',
        ...(rule.kind === 'timestamp'
          ? ['A row that changed without its time of change shows as a difference.']
          : []),
      ],
      sql: compiled.value.shown,
    });
  } finally {
    await line.drop(open);
  }
}

async function make(
  { request, line, scratch }: Side,
  node: ModelNode | SnapshotNode,
  compiled: Compiled,
  sql: string,
  linesBefore: number,
): Promise<Result<void>> {
  const { builds, work } = request;
  const dropped = await line.drop(scratch);
  if (!dropped.ok) return dropped;
  const unlogged = builds.engine === 'postgres' ? 'unlogged ' : '';
  const text = `create ${unlogged}table ${builds.written(scratch)} as\n${sql.replace(/[\s;]+$/, '')}`;
  const made = await line.run(text, { signal: work.signal });
  if (made.ok) return ok(undefined);
  return { ok: false, failure: statementFailed(node, made.failure, { sql: compiled.shown, linesBefore }) };
}

function renderingOf(
  { request, line, target }: Side,
  node: ModelNode | SnapshotNode,
  options: { incremental?: boolean },
): Rendering {
  const surroundings: Surroundings = {
    project: request.project,
    builds: request.builds,
    invocation: {
      id: request.id,
      startedAt: request.clock(),
      command: 'build',
      fullRefresh: options.incremental === false,
      selected: [node.uniqueId],
      flags: {},
    },
    current: (place) => place,
    say: () => undefined,
    results: () => [],
    schemas: [target.schema],
  };
  return createRendering(surroundings, node, line, options);
}
