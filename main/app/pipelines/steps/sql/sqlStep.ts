import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { cellsOf } from '../../../../../shared/domain/cell.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { type Failure, fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import { sqlText } from '../../../../pipelines/definition/sqlFile.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import { located } from '../../../../warehouse/console/locate.ts';
import { prepareScript, type ScriptStatement } from '../../../../warehouse/script/prepareScript.ts';
import type { WriteSession } from '../../../../warehouse/store.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { pageTable } from '../../../cli/textTable.ts';
import { type Applied, findApplied, markApplied } from '../appliedSteps.ts';
import { counted, failedWith, stopped } from '../ends.ts';

export interface SqlStepOptions {
  readonly warehouse: () => Promise<Result<Warehouse>>;
  /** Of the workspace, in which queries/ lies. */
  readonly folder: string;
  readonly clock: () => Date;
}

const SHOWN = 20;
const MOST_LETTERS = 2_000_000;

/**
 * Statements as one transaction, in which it is also noted that this attempt was carried out: one that is killed after its
 * commit and repeated changes nothing further.
 */
export function createSqlStep(options: SqlStepOptions): StepRunner<'sql'> {
  async function run(call: StepCall<'sql'>): Promise<StepEnd> {
    const { signal, say } = call;
    const sql = await textOf(call.step.sql, options.folder);
    if (!sql.ok) return failedWith(sql.failure);
    const opened = await options.warehouse();
    if (!opened.ok) return failedWith(opened.failure);
    const done = await carryOut(call, sql.value, opened.value);
    if (signal.aborted && !done.ok) return stopped('The step');
    if (!done.ok) return failedWith(done.failure);
    const { outcome, before } = done.value;
    if (before) say('This was carried out before the step was interrupted: nothing is left to do.');
    return { is: 'succeeded', ...outcome };
  }

  async function carryOut(
    { step, run, attempt, signal, say, report }: StepCall<'sql'>,
    sql: string,
    { store }: Warehouse,
  ): Promise<Result<{ outcome: Applied; before: boolean }>> {
    const catalog = await store.catalog({ signal });
    if (!catalog.ok) return catalog;
    const known = new Set<string>(catalog.value.map(({ name }) => name));
    const prepared = prepareScript(sql, step.values ?? [], store, known);
    if (!prepared.ok) return prepared;
    const statements = prepared.value;
    return store.write<{ outcome: Applied; before: boolean }>(
      async (session) => {
        const before = await findApplied(store, session, attempt);
        if (!before.ok) return before;
        if (before.value !== null) return ok({ outcome: before.value, before: true });
        let rows = 0;
        const wrote = new Set<RelationName>(step.writes ?? []);
        for (const [at, statement] of statements.entries()) {
          report({ step: `Statement ${at + 1}`, done: at, total: statements.length, unit: 'statements' });
          const done = await one(session, statement, say);
          if (!done.ok)
            return { ok: false, failure: ofStatement(done.failure, sql, statement, at, statements.length) };
          rows += done.value;
          for (const relation of statement.writes) wrote.add(relation);
        }
        const told = `${counted(statements.length, 'statement')} carried out, ${counted(rows, 'row')} changed.`;
        const outcome: Applied = { told, rows, wrote: [...wrote] };
        const mark = { attempt, run: run.id, at: options.clock().toISOString() };
        const marked = await markApplied(store, session, mark, outcome);
        return marked.ok ? ok({ outcome, before: false }) : marked;
      },
      { signal, priority: 'background' },
    );
  }

  return {
    run,
    async writes(step) {
      const sql = await textOf(step.sql, options.folder);
      const opened = sql.ok ? await options.warehouse() : sql;
      if (!sql.ok || !opened.ok) return step.writes ?? [];
      const prepared = prepareScript(sql.value, step.values ?? [], opened.value.store, new Set());
      const found = prepared.ok ? prepared.value.flatMap(({ writes }) => writes) : [];
      return [...new Set([...(step.writes ?? []), ...found])];
    },
  };
}

/** Returns how many rows it changed. */
async function one(
  session: WriteSession,
  { does, counts, sent, params, line }: ScriptStatement,
  say: (line: string) => void,
): Promise<Result<number>> {
  if (does === 'write') {
    const done = await session.execute(sent.text, params);
    if (!done.ok) return done;
    say(`Line ${line}: ${counts ? `${counted(done.value, 'row')} changed` : 'done'}`);
    return ok(counts ? done.value : 0);
  }
  const read = await session.query(sent.text, params);
  if (!read.ok) return read;
  const { columns, rows } = read.value;
  const more = rows.length > SHOWN;
  say(`Line ${line}: ${more ? `the first ${SHOWN} rows` : counted(rows.length, 'row')}`);
  const shown = { columns: [...columns], rows: cellsOf(rows.slice(0, SHOWN)) };
  for (const text of pageTable(shown).split('\n')) say(text);
  return ok(0);
}

function ofStatement(
  failure: Failure,
  sql: string,
  { sent, tokens, line }: ScriptStatement,
  at: number,
  all: number,
): Failure {
  if (failure.code !== 'SQL_FAILED' && failure.code !== 'SQL_REFUSED') return failure;
  const told = located(failure, sql, sent, tokens);
  const which = all === 1 ? '' : `Statement ${at + 1} of ${all}, line ${line}: `;
  return { ...told, message: `${which}${told.message}`, retry: failure.retry };
}

/** A step's own statements, or those of a file of queries/. */
async function textOf(written: string, folder: string): Promise<Result<string>> {
  const text = sqlText(written);
  if (text.is === 'statements') return ok(written);
  if (text.is === 'outside')
    return fail('BAD_INPUT', {
      message: `${written.trim()} is no file of the workspace's folder queries.`,
      next: 'Keep the statements as queries/<name>.sql, or write them into the step.',
      subject: written.trim(),
    });
  try {
    const path = await realpath(join(folder, text.file));
    const queries = await realpath(join(folder, 'queries'));
    if (!path.startsWith(queries + sep) || !(await lstat(path)).isFile())
      return fail('FILE_UNREADABLE', {
        message: `${text.file} leads out of the folder queries.`,
        next: 'Keep the file itself there.',
        subject: text.file,
      });
    const read = await readFile(path, 'utf8');
    if (read.length <= MOST_LETTERS) return ok(read.replace(/^\uFEFF/, ''));
    return fail('FILE_UNREADABLE', {
      message: `${text.file} is larger than two megabytes.`,
      next: 'Load data with a load step, and keep statements here.',
      subject: text.file,
    });
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return fail('FILE_UNREADABLE', {
      message: gone
        ? `There is no file ${text.file} in the workspace.`
        : `${text.file} can't be read: ${error instanceof Error ? error.message : error}.`,
      next: 'Correct its name in the step, or put it there.',
      subject: text.file,
    });
  }
}
