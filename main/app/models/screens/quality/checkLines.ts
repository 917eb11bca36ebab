import type { Acknowledgement, CheckLine, SeenIn } from '../../../../../shared/contract/quality.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Project } from '../../../../models/project/project.ts';
import { internalTable } from '../../../../warehouse/internalTable.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { nameOf } from '../graphNodes.ts';
import { type LatestResult, speaks } from '../latestResults.ts';
import { type RecordLine, readRecords } from '../readRecords.ts';

/** What asks something of data: tests, unit tests, and a source's freshness. */
export const CHECK_KINDS = `"kind" in ('test', 'unit_test', 'source') and "status" in ('pass', 'warn', 'fail', 'error', 'runtime error')`;

const AGAINST = `"status" in ('warn', 'fail', 'error', 'runtime error')`;
/** Parameters of one statement, on either engine. */
const ASKED_AT_ONCE = 500;

/** Since when each of these checks speaks, and when it last didn't. */
export interface Span {
  readonly firstSeen: SeenIn | null;
  readonly lastGood: SeenIn | null;
}

export async function spansOf(
  store: Store,
  checks: readonly string[],
): Promise<Result<ReadonlyMap<string, Span>>> {
  const table = internalTable(store, 'build_results');
  const spans = new Map<string, Span>();
  for (let at = 0; at < checks.length; at += ASKED_AT_ONCE) {
    const asked = checks.slice(at, at + ASKED_AT_ONCE);
    const among = `"node" in (${asked.map(() => '?').join(', ')})`;
    const good = await readRecords(
      store,
      `select r."node", r."build", r."started_at" from ${table} r
        join (select "node", max("started_at") as "at" from ${table} where "status" = 'pass' and ${among} group by "node") g
          on g."node" = r."node" and g."at" = r."started_at"`,
      asked,
    );
    if (!good.ok) return good;
    const bad = await readRecords(
      store,
      `select r."node", r."build", r."started_at" from ${table} r
        join (
          select b."node", min(b."started_at") as "at" from ${table} b
            left join (select "node", max("started_at") as "at" from ${table} where "status" = 'pass' and ${among} group by "node") g
              on g."node" = b."node"
            where b.${AGAINST} and b.${among} and (g."at" is null or b."started_at" > g."at")
            group by b."node"
        ) f on f."node" = r."node" and f."at" = r."started_at"`,
      [...asked, ...asked],
    );
    if (!bad.ok) return bad;
    const goodBy = new Map(good.value.map((line) => [line.text('node'), seenIn(line)]));
    const badBy = new Map(bad.value.map((line) => [line.text('node'), seenIn(line)]));
    for (const id of asked)
      spans.set(id, { firstSeen: badBy.get(id) ?? null, lastGood: goodBy.get(id) ?? null });
  }
  return ok(spans);
}

function seenIn(line: RecordLine): SeenIn {
  return { build: line.text('build'), at: line.text('started_at') };
}

export function isCheckResult({ kind, status }: LatestResult): boolean {
  const asks = kind === 'test' || kind === 'unit_test' || kind === 'source';
  return asks && (status === 'pass' || speaks(status));
}

/** What needs attention first: failing, then warning, then what is acknowledged, then what is well. */
export function byAttention(
  acknowledged: ReadonlyMap<string, Acknowledgement>,
): (a: LatestResult, b: LatestResult) => number {
  const rank = ({ node, status }: LatestResult) => {
    if (!speaks(status)) return 3;
    if (acknowledged.has(node)) return 2;
    return status === 'warn' ? 1 : 0;
  };
  return (a, b) => rank(a) - rank(b) || compare(a.name, b.name) || compare(a.node, b.node);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function checkLine(
  result: LatestResult,
  project: Project | null,
  span: Span | undefined,
  acknowledged: Acknowledgement | undefined,
): CheckLine {
  const about = result.about === null ? undefined : project?.nodes.get(result.about);
  return {
    id: result.node,
    name: result.name,
    kind: result.check ?? result.kind,
    about:
      result.about === null
        ? null
        : {
            id: result.about,
            name: about === undefined ? (result.about.split('.').at(-1) ?? result.about) : nameOf(about),
          },
    column: result.column,
    layer: result.layer,
    severity: result.severity,
    status: result.status,
    failures: result.failures,
    threshold: result.threshold,
    message: result.message,
    last: { build: result.build, at: result.at },
    firstSeen: speaks(result.status) ? (span?.firstSeen ?? null) : null,
    lastGood: span?.lastGood ?? null,
    acknowledged: acknowledged ?? null,
  };
}
