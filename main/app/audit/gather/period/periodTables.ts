import type { Value } from '../../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { RowColumn, RowSet } from '../../../../audit/packages/material/rowSet.ts';
import { createRecords } from '../../../../pipelines/records/createRecords.ts';
import { internalTable } from '../../../../warehouse/internalTable.ts';
import type { LoadEntry } from '../../../../warehouse/loads.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { instantColumn, textColumn, wholeColumn } from '../rowColumns.ts';

/** Moments from the first, which is in it, to the last, which isn't. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

const MOST = 20_000;
const PAGE = 500;

function table(
  name: string,
  title: string,
  columns: readonly RowColumn[],
  rows: readonly (readonly Value[])[],
): RowSet {
  return { name, title, columns, rows, count: rows.length };
}

export function loadsTable(entries: readonly LoadEntry[]): RowSet {
  return table(
    'Loads',
    'Loads that landed in the period',
    [
      wholeColumn('load', 'The first part of a lineage id.', 'lineage'),
      instantColumn('landed', 'UTC.'),
      textColumn('source', '', 'figure'),
      textColumn('stream', '', 'figure'),
      textColumn('relation', '', 'figure'),
      textColumn('how', '', 'figure'),
      wholeColumn('rows'),
      wholeColumn('refused'),
      textColumn('sha256', 'Of the file, where it was one.', 'figure'),
    ],
    entries.map((one) => [
      ...[BigInt(one.load), new Date(one.at).toISOString(), one.source, one.stream, one.relation],
      ...[one.disposition, BigInt(one.rows), BigInt(one.rejected), one.sha256],
    ]),
  );
}

export async function buildsTable(
  store: Store,
  { from, until }: Span,
  signal: AbortSignal,
): Promise<Result<RowSet>> {
  const columns = ['id', 'command', 'started_at', 'ended_at', 'status', 'selected', 'published', 'kept_back'];
  const read = await store.query(
    `select ${columns.map((name) => `"${name}"`).join(', ')} from ${internalTable(store, 'builds')}
      where "started_at" >= ? and "started_at" < ? order by "started_at", "id" limit ${MOST}`,
    [from, until],
    { signal },
  );
  if (!read.ok) return read;
  return ok(
    table(
      'Builds',
      'Builds of models that began in the period',
      [
        textColumn('build', '', 'figure'),
        textColumn('command', '', 'figure'),
        instantColumn('started', 'UTC.'),
        instantColumn('ended', 'UTC.'),
        textColumn('status', '', 'figure'),
        wholeColumn('selected', 'Nodes it looked at.'),
        wholeColumn('published', 'Relations readers saw anew.'),
        wholeColumn('kept back', 'Relations that a failed check kept from readers.'),
      ],
      read.value.rows,
    ),
  );
}

export async function runsTable(store: Store, { from, until }: Span): Promise<Result<RowSet>> {
  const records = createRecords(store);
  const rows: Value[][] = [];
  for (let skip = 0; rows.length < MOST; skip += PAGE) {
    const page = await records.runs({ from, until }, { skip, take: PAGE });
    if (!page.ok) return page;
    for (const run of page.value)
      rows.push([
        run.id,
        run.pipeline,
        run.kind,
        run.status,
        run.queuedAt,
        run.startedAt,
        run.endedAt,
        BigInt(run.interruptions),
      ]);
    if (page.value.length < PAGE) break;
  }
  return ok(
    table(
      'Runs',
      'Runs of pipelines that were queued in the period',
      [
        ...['run', 'pipeline', 'kind', 'status'].map((name) => textColumn(name, '', 'figure')),
        ...['queued', 'started', 'ended'].map((name) => instantColumn(name, 'UTC.')),
        wholeColumn('interruptions'),
      ],
      rows.reverse(),
    ),
  );
}

export async function versionsTable(
  store: Store,
  { from, until }: Span,
  signal: AbortSignal,
): Promise<Result<RowSet>> {
  const read = await store.query(
    `select "study", "version", "at", "program", "counts" from ${internalTable(store, 'study_versions')}
      where "at" >= ? and "at" < ? order by "at", "study", "version" limit ${MOST}`,
    [from, until],
    { signal },
  );
  if (!read.ok) return read;
  const verdicts = [
    'confirmed',
    'suggestive',
    'unresolved lag',
    'sales lead social',
    'no evidence',
    'refused',
  ];
  return ok(
    table(
      'Studies',
      'Runs of studies in the period, with how many pairs had which verdict',
      [
        textColumn('study', '', 'figure'),
        wholeColumn('version', '', 'figure'),
        instantColumn('run', 'UTC.'),
        textColumn('program', '', 'figure'),
        ...verdicts.map((verdict) => wholeColumn(verdict)),
      ],
      read.value.rows.map(([study, version, at, program, counts]) => {
        const by = JSON.parse(String(counts)) as Readonly<Record<string, number>>;
        return [
          ...[String(study), BigInt(Number(version)), String(at), String(program)],
          ...verdicts.map((verdict) => BigInt(by[verdict] ?? 0)),
        ];
      }),
    ),
  );
}

export async function directivesTable(
  store: Store,
  { from, until }: Span,
  signal: AbortSignal,
): Promise<Result<RowSet>> {
  const read = await store.query(
    `select "id", "study", "made_at", "told", "decided", "judged" from ${internalTable(store, 'directives')}
      where "made_at" >= ? and "made_at" < ? order by "made_at", "id" limit ${MOST}`,
    [from, until],
    { signal },
  );
  if (!read.ok) return read;
  return ok(
    table(
      'Directives',
      'What was recommended in the period, what was decided, and what came of it',
      [
        textColumn('directive', '', 'figure'),
        textColumn('study', '', 'figure'),
        instantColumn('made', 'UTC.'),
        textColumn('action', '', 'figure'),
        textColumn('decided', '', 'figure'),
        textColumn('came of it', '', 'figure'),
        textColumn('sentence', '', 'free text'),
      ],
      read.value.rows.map(([id, study, made, told, decided, judged]) => {
        const { action, sentence } = JSON.parse(String(told)) as { action: string; sentence: string };
        return [String(id), String(study), String(made), action, wordOf(decided), wordOf(judged), sentence];
      }),
    ),
  );
}

/** Both are kept as JSON whose `is` says which it is. */
function wordOf(kept: Value | undefined): string {
  return kept === null || kept === undefined ? 'open' : (JSON.parse(String(kept)) as { is: string }).is;
}

/** What an outcome was on each day: rows are paged. */
export function dailyTable(
  name: string,
  relation: RelationName,
  columns: readonly RowColumn[],
  count: number,
): RowSet {
  return { name, title: `Outcomes of the period, from ${relation}`, columns, count, rows: null };
}
