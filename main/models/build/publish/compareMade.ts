import type { Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine } from '../../../warehouse/builds.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import type { Project } from '../../project/project.ts';
import type { PublishedDiff } from '../../records/rowDiffs.ts';
import { columnNamed, keyColumns, readUniqueKey } from '../incremental/uniqueKey.ts';
import type { Made } from '../nodeRun.ts';
import type { BuildRequest } from '../request.ts';
import { diffRelations, type RowDifference } from '../rowDiff/diffRelations.ts';
import { readSnapshotSettings } from '../snapshot/settings.ts';

/** Nobody asked for these comparisons: they must cost next to nothing beside the build itself. */
const MOST_ROWS = 20_000;
const SECONDS = 2;
const SAMPLED_OF_EACH = 20;
const LONGEST_CELL = 500;

export type Comparing = Pick<BuildRequest, 'project' | 'builds' | 'work'>;

export interface ToCompare {
  readonly id: string;
  readonly made: Made;
  /** What the build said of it: of a table changed where it lies, how many rows came. */
  readonly message?: string;
}

/**
 * What publishing is about to change for readers, told before it happens: afterwards the rows of before are gone. Views
 * hold no rows and are left out. What can't be compared, or not in time, has a note that says why; nothing here fails.
 */
export async function compareMade(
  request: Comparing,
  line: BuildLine,
  all: readonly ToCompare[],
  until: AbortSignal = AbortSignal.timeout(SECONDS * 1000),
): Promise<ReadonlyMap<string, PublishedDiff>> {
  const diffs = new Map<string, PublishedDiff>();
  const some = all.filter(({ made }) => made.published.how !== 'view');
  if (some.length === 0) return diffs;
  const uniqueColumns = checkedUnique(request.project);
  const signal = AbortSignal.any([until, request.work.signal]);
  for (const one of some) diffs.set(one.id, await compareOne(line, one, { request, uniqueColumns, signal }));
  return diffs;
}

async function compareOne(
  line: BuildLine,
  { id, made, message = '' }: ToCompare,
  {
    request: { builds, project },
    uniqueColumns,
    signal,
  }: {
    readonly request: Comparing;
    readonly uniqueColumns: ReadonlyMap<string, string>;
    readonly signal: AbortSignal;
  },
): Promise<PublishedDiff> {
  const late = `The comparisons of this build were stopped after ${SECONDS} seconds.`;
  if (signal.aborted) return noted(late);
  const before = await line.relation(made.target);
  if (!before.ok) return noted(before.failure.message);
  if (before.value === null) return noted('It was published for the first time.');
  if (before.value.kind === 'view') return noted('It was a view until then, which holds no rows of its own.');
  const columns = await line.columns(made.candidate);
  if (!columns.ok) return noted(columns.failure.message);
  const node = project.nodes.get(id);
  const key = node === undefined ? null : keyOf(node, columns.value, builds.engine, uniqueColumns.get(id));
  const found: Result<RowDifference> = await diffRelations(line, builds, made.target, made.candidate, key, {
    signal,
    most: MOST_ROWS,
    limit: 2 * SAMPLED_OF_EACH,
    ofEach: SAMPLED_OF_EACH,
  });
  if (found.ok) return published(found.value, key);
  if (signal.aborted) return noted(late);
  if (found.failure.code !== 'ROWS_TOO_MANY') return noted(found.failure.message);
  const told = made.published.how === 'changed' ? ` ${message}` : '';
  return noted(`It has more than ${MOST_ROWS.toLocaleString('en')} rows.${told}`.trim());
}

/** What tells its rows apart, as the project says it: by its unique key, or by a check that found a column unique. */
function keyOf(
  node: ProjectNode,
  columns: readonly { readonly name: string }[],
  engine: 'sqlite' | 'postgres',
  uniqueColumn: string | undefined,
): readonly string[] | null {
  const known = (name: string | undefined) => {
    const found = name === undefined ? null : columnNamed(name, columns, engine);
    return found === null ? null : [found];
  };
  if (node.resourceType === 'snapshot') {
    // Its unique key has many versions; what tells those apart is their own id.
    const settings = readSnapshotSettings(node, node.config);
    return known(settings.ok ? settings.value.names.scdId : undefined);
  }
  const key = readUniqueKey(node.config['unique_key']);
  return (key === null ? null : keyColumns(key, columns, engine)) ?? known(uniqueColumn);
}

function checkedUnique(project: Project): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const node of project.nodes.values()) {
    const generic = node.resourceType === 'test' ? node.generic : undefined;
    if (generic?.testName !== 'unique' || generic.namespace !== undefined) continue;
    if (generic.columnName !== undefined && !found.has(generic.attachedTo))
      found.set(generic.attachedTo, generic.columnName);
  }
  return found;
}

function published(difference: RowDifference, key: readonly string[] | null): PublishedDiff {
  const keyed = key?.every((name) => difference.columns.includes(name)) === true;
  return {
    rowsBefore: difference.rowsLeft,
    rowsAfter: difference.rowsRight,
    added: difference.onlyRight,
    removed: difference.onlyLeft,
    changed: keyed ? difference.differing : null,
    columnsAdded: difference.columnsOnlyRight,
    columnsRemoved: difference.columnsOnlyLeft,
    sample: {
      columns: difference.columns,
      rows: difference.sample.map(({ side, cells, times }) => ({
        side: side === 'left' ? 'before' : 'after',
        cells: cells.map(shortened),
        times,
      })),
    },
    note: null,
  };
}

function shortened(cell: string | null): string | null {
  return cell !== null && cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell;
}

function noted(note: string): PublishedDiff {
  return {
    rowsBefore: null,
    rowsAfter: null,
    added: null,
    removed: null,
    changed: null,
    columnsAdded: [],
    columnsRemoved: [],
    sample: null,
    note,
  };
}
