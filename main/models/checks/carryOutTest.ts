import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { statementFailed } from '../build/carry/failed.ts';
import type { CarryOut, NodeRun, Told } from '../build/nodeRun.ts';
import type { Compiled } from '../compile/rendering.ts';
import type { PlainMap, TestNode } from '../project/nodes.ts';
import { isTrue, numberOf, SAMPLE_ROWS, sampleOf } from './cells.ts';
import {
  type CheckQuery,
  checkQueryOf,
  countingSql,
  countsRows,
  linesBeforeRows,
  samplingSql,
  withoutEnd,
} from './checkQuery.ts';
import { missingColumn } from './missingColumn.ts';
import { LINES_BEFORE_STORED, storeFailures, storingOf } from './storedFailures.ts';
import { spokenAgainst, unanswered } from './told.ts';
import {
  type Counted,
  type Thresholds,
  thresholdsOf,
  type Verdict,
  verdictOf,
  verdictSentence,
} from './verdict.ts';

/** Asks a generic or a singular check. What it looks at is the candidate where this build made one. */
export const carryOutTest: CarryOut<TestNode> = async (run) => {
  const { node, request, line, signal } = run;
  const rendering = run.rendering();
  const compiled = await rendering.compile();
  if (!compiled.ok) return unanswered(compiled.failure, node);
  const shown = withoutEnd(compiled.value.shown).trim();
  const notAsked = (failure: Failure, linesBefore: number) =>
    refused(run, failure, { sql: compiled.value.sql, linesBefore, shown });

  // What the check's own template says is what it is by default; where it is used has the last word.
  const config: PlainMap = { ...rendering.config, ...node.config };
  const storing = storingOf(config, request.storeFailures);
  let rows: Compiled = compiled.value;
  let failuresIn: string | undefined;
  if (storing !== null) {
    const stored = await storeFailures(run, compiled.value, storing);
    if (!stored.ok) return notAsked(stored.failure, LINES_BEFORE_STORED);
    const { place, written } = stored.value;
    failuresIn = place.schema === '' ? place.identifier : `${place.schema}.${place.identifier}`;
    rows = { sql: `select * from ${written}`, shown };
  }

  const query = checkQueryOf(config);
  const held = thresholdsOf(config);
  const counted = await count(run, rows.sql, query, held);
  if (!counted.ok) return notAsked(counted.failure, linesBeforeRows(query));
  const verdict = verdictOf(counted.value, held, request.warnError);
  const told: Told = {
    status: verdict.status,
    failures: verdict.failures,
    message: verdictSentence(verdict, countsRows(query)),
    sql: shown,
    threshold: verdict.threshold,
    ...(failuresIn === undefined ? {} : { failuresIn }),
  };
  if (verdict.status === 'pass') return told;
  const sampled = await line.run(samplingSql(rows.sql, query, SAMPLE_ROWS), { signal, limit: SAMPLE_ROWS });
  return {
    ...told,
    ...(sampled.ok ? { sample: sampleOf(sampled.value) } : {}),
    ...(verdict.status === 'fail' ? { failure: failureOf(node, verdict, query, failuresIn) } : {}),
  };
};

async function count(
  { line, signal, node }: NodeRun<TestNode>,
  sql: string,
  query: CheckQuery,
  held: Thresholds,
): Promise<Result<Counted>> {
  const answer = await line.run(countingSql(sql, query, held), { signal, limit: 1 });
  if (!answer.ok) return answer;
  const [row] = answer.value.rows;
  const failures = numberOf(row?.[0]);
  if (failures === null)
    return fail('MODEL_INVALID', {
      message: `The check ${node.name} counts its failures by ${query.failCalc}, and that gave no number.`,
      next: `Write fail_calc so that it is a number without any row too: coalesce(${query.failCalc}, 0).`,
      subject: node.uniqueId,
    });
  return ok({ failures, shouldWarn: isTrue(row?.[1]), shouldError: isTrue(row?.[2]) });
}

async function refused(
  run: NodeRun<TestNode>,
  failure: Failure,
  statement: { readonly sql: string; readonly linesBefore: number; readonly shown: string },
): Promise<Told> {
  const { node } = run;
  const { shown: sql, ...at } = statement;
  const cause = failure.code === 'CANCELLED' ? null : await missingColumn(run);
  // A generic check's SQL is its macro's; where it is declared is where a person can do something.
  const place = node.generic === undefined ? {} : { at: node.place };
  return unanswered(cause ?? statementFailed(node, failure, { ...at, ...place }), node, { sql });
}

function failureOf(node: TestNode, verdict: Verdict, query: CheckQuery, failuresIn: string | undefined) {
  const where = failuresIn === undefined ? 'among the sample rows' : `in ${failuresIn}`;
  return spokenAgainst(
    node,
    `The check ${node.name} fails. ${verdictSentence(verdict, countsRows(query))}`,
    `Look at the failing rows ${where}, then correct the data or the model, or the threshold of the check.`,
  );
}
