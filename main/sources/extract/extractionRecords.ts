import type { Value } from '../../../shared/domain/column.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';
import type { StreamOutcome } from './extraction.ts';

export type RecordKind = 'extraction' | 'backfill' | 'retention';

export interface ExtractionLine {
  readonly id: string;
  readonly kind: RecordKind;
  readonly source: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: StreamOutcome;
}

/** How the extractions of each stream went, kept in the warehouse. */
export interface ExtractionRecords {
  add(line: ExtractionLine): Promise<Result<void>>;
  /** Each stream's last one, streams in the order they were read. */
  last(source: string): Promise<Result<ExtractionLine[]>>;
}

const COLUMNS = [
  'id',
  'kind',
  'source',
  'stream',
  'position',
  'started_at',
  'ended_at',
  'status',
  'rows',
  'detail',
];
/** A line a stream and extraction: a few years of daily ones. */
const KEPT = 1_000;

export function createExtractionRecords(store: Store): ExtractionRecords {
  const table = internalTable(store, 'extractions');
  const names = COLUMNS.map((name) => `"${name}"`).join(', ');
  return {
    add: ({ id, kind, source, startedAt, endedAt, outcome }) =>
      store.write(async (session) => {
        const counted = await session.query(`select coalesce(max("position"), 0) + 1 from ${table}`);
        if (!counted.ok) return counted;
        const position = BigInt(String(counted.value.rows[0]?.[0] ?? 1));
        const added = await session.execute(
          `insert into ${table} (${names}) values (${COLUMNS.map(() => '?').join(', ')})`,
          [
            ...[id, kind, source, outcome.stream, position, startedAt, endedAt, outcome.status],
            ...[BigInt(outcome.rows), JSON.stringify(outcome)],
          ],
        );
        if (!added.ok) return added;
        const pruned = await session.execute(
          `delete from ${table} where "source" = ? and "stream" = ? and "position" <= ?`,
          [source, outcome.stream, position - BigInt(KEPT)],
        );
        return pruned.ok ? ok(undefined) : pruned;
      }),
    async last(source) {
      const read = await store.query(
        `select ${names} from ${table} as e where "source" = ? and "kind" <> 'retention' and "position" =
          (select max("position") from ${table} as l where l."source" = e."source" and l."stream" = e."stream" and l."kind" <> 'retention')
          order by "position"`,
        [source],
      );
      return read.ok ? ok(read.value.rows.map(lineOf)) : read;
    },
  };
}

function lineOf(row: readonly Value[]): ExtractionLine {
  const text = (name: string) => String(row[COLUMNS.indexOf(name)]);
  return {
    id: text('id'),
    kind: text('kind') as RecordKind,
    source: text('source'),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    outcome: JSON.parse(text('detail')) as StreamOutcome,
  };
}
