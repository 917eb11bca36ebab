import { NodeStatus } from '../../../../shared/contract/models.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store } from '../../../warehouse/store.ts';
import { type RecordLine, readRecords } from './readRecords.ts';

/** The latest result on record of one node, a check being a node too. */
export interface LatestResult {
  readonly node: string;
  readonly kind: string;
  readonly name: string;
  readonly layer: string;
  readonly status: NodeStatus;
  readonly at: string;
  readonly build: string;
  readonly milliseconds: number;
  readonly failures: number | null;
  readonly rows: number | null;
  readonly message: string | null;
  readonly threshold: string | null;
  readonly about: string | null;
  readonly column: string | null;
  readonly check: string | null;
  readonly severity: 'error' | 'warn' | null;
}

/** What was skipped or stopped says nothing: the node stands as it did before. */
export const TELLING = `"status" in ('success', 'unchanged', 'pass', 'warn', 'fail', 'error', 'runtime error')`;

const COLUMNS = [
  ...['node', 'kind', 'name', 'layer', 'status', 'started_at', 'build', 'milliseconds', 'failures', 'rows'],
  ...['message', 'threshold', 'about', 'column', 'check', 'severity'],
];

/** By node; with `until`, as it stood at that moment. Bulky columns stay where they are. */
export async function latestResults(
  store: Store,
  span: { readonly from?: string; readonly until?: string } = {},
): Promise<Result<ReadonlyMap<string, LatestResult>>> {
  const table = internalTable(store, 'build_results');
  const bounds = [
    ...(span.from === undefined ? [] : [{ sql: '"started_at" >= ?', value: span.from }]),
    ...(span.until === undefined ? [] : [{ sql: '"started_at" < ?', value: span.until }]),
  ];
  const where = [TELLING, ...bounds.map(({ sql }) => sql)].join(' and ');
  const lines = await readRecords(
    store,
    `select ${COLUMNS.map((name) => `r."${name}"`).join(', ')} from ${table} r
      join (select "node", max("started_at") as "last" from ${table} where ${where} group by "node") l
        on l."node" = r."node" and l."last" = r."started_at"`,
    bounds.map(({ value }) => value),
  );
  if (!lines.ok) return lines;
  return ok(new Map(lines.value.map((line) => [line.text('node'), resultOf(line)])));
}

function resultOf(line: RecordLine): LatestResult {
  const severity = line.maybeText('severity');
  return {
    node: line.text('node'),
    kind: line.text('kind'),
    name: line.text('name'),
    layer: line.text('layer'),
    status: statusOf(line),
    at: line.text('started_at'),
    build: line.text('build'),
    milliseconds: line.number('milliseconds'),
    failures: line.maybeNumber('failures'),
    rows: line.maybeNumber('rows'),
    message: line.maybeText('message'),
    threshold: line.maybeText('threshold'),
    about: line.maybeText('about'),
    column: line.maybeText('column'),
    check: line.maybeText('check'),
    severity: severity === 'error' || severity === 'warn' ? severity : null,
  };
}

export function statusOf(line: RecordLine): NodeStatus {
  return NodeStatus.catch('error').parse(line.text('status'));
}

/** Whether a verdict speaks against the data, or could not be had. */
export function speaks(status: NodeStatus): boolean {
  return status === 'fail' || status === 'warn' || status === 'error' || status === 'runtime error';
}
