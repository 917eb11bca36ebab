import type { NodeResult } from '../../../models/build/nodeResult.ts';
import type { BuildReport } from '../../../models/build/request.ts';
import { buildSentence } from '../../models/buildSentence.ts';
import type { Answer } from '../command.ts';
import { textTable } from '../textTable.ts';
import { labelOf } from './liveLines.ts';

const SQL_LINES = 40;
const SAMPLE_ROWS = 5;
const KEPT_LINES = 20;

/** What failed with its place, its SQL and what to do; then what was kept back; then the count, as dbt ends. */
export function buildAnswer(report: BuildReport): Answer {
  const { results, keptBack, published, success, id } = report;
  const told = buildSentence(report);
  const blocks = [
    ...results.filter(({ status }) => TOLD.has(status)).map(troubleText),
    ...(keptBack.length === 0 ? [] : [keptText(report)]),
    [told.message, ...(success ? [] : [told.next]), countLine(results)].join('\n'),
  ];
  return {
    data: { id, success, results, published, keptBack },
    text: blocks.join('\n\n'),
    failed: !success,
  };
}

const TOLD: ReadonlySet<NodeResult['status']> = new Set(['error', 'fail', 'warn', 'runtime error']);

function troubleText(result: NodeResult): string {
  const { id, status, message, failure, sql, sample, threshold, failuresIn } = result;
  const said = failure?.message ?? message;
  const places = (failure?.problems ?? []).map((problem) => {
    const at = `  ${problem.file}:${problem.line}:${problem.column}`;
    return problem.message === said ? at : `${at} ${problem.message}`;
  });
  return [
    `${HEADS[status] ?? status} ${labelOf(id)}`,
    ...(said === undefined ? [] : [`  ${said.replaceAll('\n', '\n  ')}`]),
    ...(threshold === undefined ? [] : [`  Held to: ${threshold}`]),
    ...places,
    ...(sample === undefined || sample.rows.length === 0 ? [] : [sampleText(sample)]),
    ...(failuresIn === undefined ? [] : [`  All of them are in ${failuresIn}.`]),
    ...(sql === undefined || status === 'warn' ? [] : [sqlText(sql)]),
    ...(failure === undefined ? [] : [`  ${failure.next}`]),
  ].join('\n');
}

const HEADS: Readonly<Partial<Record<NodeResult['status'], string>>> = {
  error: 'Failed:',
  'runtime error': 'Failed:',
  fail: 'Check failed:',
  warn: 'Check warns:',
};

function sampleText({ columns, rows }: NonNullable<NodeResult['sample']>): string {
  const shown = rows.slice(0, SAMPLE_ROWS).map((row) => row.map((cell) => cell ?? ''));
  const table = textTable(
    columns.map((title) => ({ title })),
    shown,
    30,
  );
  const more = rows.length > SAMPLE_ROWS ? `\n… and more` : '';
  return indented(`${table}${more}`);
}

function sqlText(sql: string): string {
  const lines = sql.trim().split('\n');
  const cut = lines.length > SQL_LINES ? [...lines.slice(0, SQL_LINES), '…'] : lines;
  return `  The SQL:\n${indented(cut.join('\n'))}`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

function keptText({ keptBack }: BuildReport): string {
  const lines = keptBack
    .slice(0, KEPT_LINES)
    .map(
      ({ id, because, candidate }) => `  ${labelOf(id)}: ${reason(id, because)}; look at it in ${candidate}`,
    );
  const more = keptBack.length - lines.length;
  if (more > 0) lines.push(`  and ${more} more`);
  return ['Kept back, so readers still see what was there before:', ...lines].join('\n');
}

function reason(id: string, because: string): string {
  if (because === 'cancelled') return 'the build was cancelled';
  return because === id ? 'it failed itself' : `because of ${labelOf(because)}`;
}

function countLine(results: readonly NodeResult[]): string {
  const count = (...statuses: readonly NodeResult['status'][]) =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const same = count('unchanged');
  return [
    'Done.',
    `PASS=${count('success', 'pass')}`,
    `WARN=${count('warn')}`,
    `ERROR=${count('error', 'fail', 'runtime error')}`,
    `SKIP=${count('skipped', 'cancelled')}`,
    ...(same > 0 ? [`SAME=${same}`] : []),
    `TOTAL=${results.length}`,
  ].join(' ');
}
