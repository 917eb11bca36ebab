import type { BuildLine } from '../../../../shared/contract/models.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store } from '../../../warehouse/store.ts';
import { statusOf } from './latestResults.ts';
import { readRecords } from './readRecords.ts';

/** What builds did with one node, newest first. */
export async function buildLines(store: Store, node: string, most: number): Promise<Result<BuildLine[]>> {
  const lines = await readRecords(
    store,
    `select "build", "started_at", "status", "milliseconds", "rows", "failures", "message"
      from ${internalTable(store, 'build_results')} where "node" = ? order by "started_at" desc limit ${most}`,
    [node],
  );
  if (!lines.ok) return lines;
  return ok(
    lines.value.map((line) => ({
      build: line.text('build'),
      at: line.text('started_at'),
      status: statusOf(line),
      milliseconds: line.number('milliseconds'),
      rows: line.maybeNumber('rows'),
      failures: line.maybeNumber('failures'),
      message: line.maybeText('message'),
    })),
  );
}

export interface BuildOnRecord {
  readonly id: string;
  readonly command: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly status: string;
  readonly selected: number;
  readonly published: number;
  readonly keptBack: number;
}

/** Newest first. */
export async function buildsOnRecord(
  store: Store,
  { skip, take }: { skip: number; take: number },
): Promise<Result<BuildOnRecord[]>> {
  const lines = await readRecords(
    store,
    `select "id", "command", "started_at", "ended_at", "status", "selected", "published", "kept_back"
      from ${internalTable(store, 'builds')} order by "started_at" desc limit ${take} offset ${skip}`,
  );
  if (!lines.ok) return lines;
  return ok(
    lines.value.map((line) => ({
      id: line.text('id'),
      command: line.text('command'),
      startedAt: line.text('started_at'),
      endedAt: line.maybeText('ended_at'),
      status: line.text('status'),
      selected: line.number('selected'),
      published: line.number('published'),
      keptBack: line.number('kept_back'),
    })),
  );
}
