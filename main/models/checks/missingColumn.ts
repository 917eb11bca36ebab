import type { Failure } from '../../../shared/errors/failure.ts';
import type { NodeRun } from '../build/nodeRun.ts';
import type { ProjectNode, TestNode } from '../project/nodes.ts';
import { isPlainList, type Plain } from '../project/plain.ts';
import { invalid } from './told.ts';

/** Arguments of dbt's, dbt_utils' and dbt_expectations' checks that name columns of what is checked. */
const OWN_COLUMNS = [
  ...['column_name', 'combination_of_columns', 'column_list', 'group_by_columns', 'group_by'],
  ...['compare_columns', 'column_A', 'column_B', 'date_col', 'date_column_name', 'timestamp_column'],
  ...[
    'sort_column',
    'lower_bound_column',
    'upper_bound_column',
    'partition_by',
    'by',
    'day_column',
    'loaded_at',
  ],
];
/** Which argument names another relation, and which ones columns of that. */
const OTHERS_COLUMNS: readonly (readonly [string, readonly string[]])[] = [
  ['to', ['field', 'to_by']],
  ['compare_model', ['compare_columns', 'compare_column_name', 'compare_group_by']],
];
/** Checks that are about whether a column is there. */
const ABOUT_COLUMNS = /^expect_(column_to_exist|table_columns?_)/;

/**
 * After the SQL of a generic check failed: is it because it names a column that isn't there? Asked of the relation, not
 * read out of the engine's words.
 */
export async function missingColumn(run: NodeRun<TestNode>): Promise<Failure | null> {
  const { node, surroundings } = run;
  const { generic } = node;
  if (generic === undefined || ABOUT_COLUMNS.test(generic.testName)) return null;
  const columnsIn = (names: readonly string[]) => names.flatMap((name) => namesIn(generic.kwargs[name]));
  const attached = surroundings.project.nodes.get(generic.attachedTo);
  const missing = await missingIn(run, attached, columnsIn(OWN_COLUMNS));
  if (missing !== null) return missing;
  for (const [relation, columns] of OTHERS_COLUMNS) {
    const other = await missingIn(run, named(run, generic.kwargs[relation]), columnsIn(columns));
    if (other !== null) return other;
  }
  return null;
}

async function missingIn(
  { node, line, surroundings }: NodeRun<TestNode>,
  looked: ProjectNode | undefined,
  names: readonly string[],
): Promise<Failure | null> {
  const place = looked !== undefined && 'relation' in looked ? looked.relation : null;
  if (looked === undefined || place === null) return null;
  const columns = await line.columns(surroundings.current(place));
  if (!columns.ok || columns.value.length === 0) return null;
  const there = new Set(columns.value.map((column) => column.name.toLowerCase()));
  const missing = names.find((name) => !there.has(name.toLowerCase()));
  if (missing === undefined) return null;
  const known = columns.value.map((column) => column.name).join(', ');
  return invalid(
    node,
    `The check ${node.name} is about the column ${missing}, which ${looked.name} doesn't have.`,
    `Its columns are ${known}. Correct the name here, or add the column to ${looked.name}.`,
  );
}

/** What `ref('orders')` or `source('shop', 'orders')` names. */
function named(
  { node, surroundings }: NodeRun<TestNode>,
  argument: Plain | undefined,
): ProjectNode | undefined {
  if (typeof argument !== 'string') return undefined;
  const call = /\b(ref|source)\(\s*['"]([^'"]+)['"]\s*(?:,\s*['"]([^'"]+)['"]\s*)?\)/.exec(argument);
  const [, kind, first = '', second] = call ?? [];
  const { links } = surroundings.project;
  if (kind === 'source') {
    const found = links.source({ source: first, table: second ?? '' }, node.packageName);
    return found.kind === 'found' ? found.node : undefined;
  }
  if (kind !== 'ref') return undefined;
  const ref = second === undefined ? { name: first } : { packageName: first, name: second };
  const found = links.ref({ ...ref }, node.packageName);
  return found.kind === 'found' ? found.node : undefined;
}

function namesIn(value: Plain | undefined): readonly string[] {
  const all = value === undefined ? [] : isPlainList(value) ? value : [value];
  return all.flatMap((one) => {
    if (typeof one !== 'string') return [];
    const name = /^\s*(?:"((?:[^"]|"")+)"|([A-Za-z_]\w*))\s*$/.exec(one);
    const found = name?.[1]?.replaceAll('""', '"') ?? name?.[2];
    return found === undefined ? [] : [found];
  });
}
