import * as z from 'zod';
import type { CheckDetail, CheckLine } from '../../../../../shared/contract/quality.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import { isCheck, subjectsOf } from '../../../../models/project/checksOf.ts';
import type { Project } from '../../../../models/project/project.ts';
import { internalTable } from '../../../../warehouse/internalTable.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { isShown, nodeRef } from '../graphNodes.ts';
import { statusOf } from '../latestResults.ts';
import { readRecords } from '../readRecords.ts';
import type { Standing } from '../standing.ts';
import { CHECK_KINDS } from './checkLines.ts';

const LATEST_SHOWN = 200;
const MOST_NEIGHBOURS = 200;

const Sample = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
});

/** What was found last, in full. */
export interface Finding {
  readonly sql: string | null;
  readonly sample: CheckDetail['sample'];
  readonly failuresIn: string | null;
}

export async function findingOf(store: Store, check: CheckLine): Promise<Result<Finding>> {
  const lines = await readRecords(
    store,
    `select "sql", "sample", "failures_in" from ${internalTable(store, 'build_results')} where "build" = ? and "node" = ?`,
    [check.last.build, check.id],
  );
  if (!lines.ok) return lines;
  const [line] = lines.value;
  const sample = line?.maybeText('sample') ?? null;
  return ok({
    sql: line?.maybeText('sql') ?? null,
    sample: sample === null ? null : Sample.parse(JSON.parse(sample)),
    failuresIn: line?.maybeText('failures_in') ?? null,
  });
}

/** Oldest first. */
export async function historyOf(store: Store, check: string): Promise<Result<CheckDetail['history']>> {
  const lines = await readRecords(
    store,
    `select "build", "started_at", "status", "failures", "milliseconds" from ${internalTable(store, 'build_results')}
      where "node" = ? and ${CHECK_KINDS} order by "started_at" desc limit ${LATEST_SHOWN}`,
    [check],
  );
  if (!lines.ok) return lines;
  return ok(
    lines.value.reverse().map((line) => ({
      build: line.text('build'),
      at: line.text('started_at'),
      status: statusOf(line),
      failures: line.maybeNumber('failures'),
      milliseconds: line.number('milliseconds'),
    })),
  );
}

/** What the project says of a check: where it is written, and what lies above and below what it looks at. */
export function surroundingsOf(
  id: string,
  project: Project,
  standing: Standing,
): Pick<CheckDetail, 'description' | 'place' | 'upstream' | 'downstream'> {
  const node = project.nodes.get(id);
  if (node === undefined) return { description: '', place: null, upstream: [], downstream: [] };
  const subjects = isCheck(node) ? subjectsOf(node) : [id];
  const near = (ids: Iterable<string>) =>
    [...ids].slice(0, MOST_NEIGHBOURS).flatMap((one) => {
      const found = project.nodes.get(one);
      return found !== undefined && isShown(found) ? [nodeRef(found, standing)] : [];
    });
  return {
    description: node.description,
    place: { file: node.place.file, line: node.place.line, column: node.place.column },
    upstream: near([...subjects, ...project.graph.ancestors(subjects)]),
    downstream: near(project.graph.descendants(subjects)),
  };
}
