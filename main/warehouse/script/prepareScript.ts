import type { Value } from '../../../shared/domain/column.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { applyEdits, type Edit, type Edited, lineAndColumn } from '../console/edits.ts';
import { word } from '../console/onlyReads.ts';
import { bindParameters, type Given } from '../console/parameters.ts';
import { nameRelations } from '../console/relations.ts';
import { type Token, tokenize } from '../console/tokens.ts';
import type { Store } from '../store.ts';
import { mayWrite } from './mayWrite.ts';
import { type Target, targetEdits, targetsOf } from './nameTargets.ts';
import { splitScript } from './splitScript.ts';

export interface ScriptStatement {
  readonly does: 'read' | 'write';
  readonly tokens: readonly Token[];
  readonly sent: Edited;
  readonly params: readonly Value[];
  /** Relations that it writes, makes or changes; not those it drops. */
  readonly writes: readonly RelationName[];
  /** Says how many rows it changed; what defines things changes none, whatever an engine answers. */
  readonly counts: boolean;
  /** From 1. */
  readonly line: number;
}

const MOST = 1_000;
/** Rows that are shown of a statement that reads. */
const SHOWN = 20;

/**
 * A script of a person, statement by statement, with its relations named as the engine does and every value bound. Refused as a
 * whole where any of it is nothing a script may do.
 */
export function prepareScript(
  sql: string,
  given: readonly Given[],
  store: Pick<Store, 'engine' | 'quote'>,
  known: ReadonlySet<string>,
): Result<readonly ScriptStatement[]> {
  const refuse = (code: 'SQL_REFUSED' | 'SQL_FAILED' | 'BAD_INPUT', reason: string, at: number) =>
    refused(sql, code, reason, at);
  const nul = sql.indexOf('\0');
  if (nul !== -1) return refuse('SQL_REFUSED', 'A statement can’t hold a NUL character', nul);
  const { tokens, unclosed } = tokenize(sql, store.engine);
  if (unclosed !== null)
    return refuse('SQL_FAILED', `The ${unclosed.what} that begins here never ends`, unclosed.start);
  const statements = splitScript(tokens);
  if (statements.length === 0) return refuse('BAD_INPUT', 'There is no statement to run', 0);
  if (statements.length > MOST)
    return refuse('BAD_INPUT', `There are more than ${MOST.toLocaleString('en')} statements`, 0);
  const there = new Set(known);
  const values = [...given];
  const prepared: ScriptStatement[] = [];
  for (const statement of statements) {
    const verdict = mayWrite(statement, store.engine);
    if ('refused' in verdict) return refuse('SQL_REFUSED', verdict.refused, verdict.at);
    const marks = statement.filter(({ kind }) => kind === 'parameter');
    const strange = marks.find(({ text }) => text !== '?');
    if (strange !== undefined)
      return refuse(
        'BAD_INPUT',
        `${strange.text} is no parameter of a step: write ? and give its value under values`,
        strange.start,
      );
    const wanted = given.length === 0 ? [] : values.splice(0, marks.length);
    const bound = bindParameters(statement, wanted, store.engine);
    if ('problem' in bound) return refuse('BAD_INPUT', countFault(tokens, given) ?? bound.problem, bound.at);
    const targets = targetsOf(statement);
    for (const { relation } of targets) there.add(relation);
    const own = targetEdits(targets, { quote: store.quote, schemas: store.engine === 'postgres' });
    const named = nameRelations(statement, {
      known: there,
      quote: (relation) => store.quote(RelationName.parse(relation)),
      schemas: store.engine === 'postgres',
    })
      .filter((edit) => !own.some((one) => one.start === edit.start))
      .map((edit) => calledByTarget(edit, statement, targets, store));
    const begins = word(statement[0]);
    const paged = verdict.does === 'read' && verdict.reads !== 'explain';
    prepared.push({
      does: verdict.does,
      tokens: statement,
      sent: applyEdits(sql, framed(sql, statement, [...own, ...named, ...bound.edits], paged)),
      params: bound.params,
      writes: verdict.does === 'read' || begins === 'drop' ? [] : targets.map(({ relation }) => relation),
      counts:
        verdict.does === 'write' && !['create', 'drop', 'alter', 'truncate', 'comment'].includes(begins),
      line: lineAndColumn(sql, statement[0]?.start ?? 0).line,
    });
  }
  if (values.length > 0)
    return refuse('BAD_INPUT', countFault(tokens, given) ?? 'More values were given than there are ?', 0);
  return ok(prepared);
}

/** `update staging.orders … where staging.orders.id`: SQLite knows what it updates by its own name only. */
function calledByTarget(
  edit: Edit,
  statement: readonly Token[],
  targets: readonly Target[],
  store: Pick<Store, 'engine' | 'quote'>,
): Edit {
  if (store.engine === 'postgres') return edit;
  const target = targets.find(({ relation, alias }) => alias !== null && store.quote(relation) === edit.text);
  const dotted = statement.find(({ start }) => start >= edit.end)?.text === '.';
  return target === undefined || !dotted ? edit : { ...edit, text: `"${target.alias}"` };
}

function framed(sql: string, statement: readonly Token[], edits: readonly Edit[], paged: boolean): Edit[] {
  const start = statement[0]?.start ?? 0;
  const end = statement.at(-1)?.end ?? sql.length;
  return [
    { start: 0, end: start, text: paged ? 'select * from (' : '' },
    ...edits,
    { start: end, end: sql.length, text: paged ? `) as "page" limit ${SHOWN + 1}` : '' },
  ];
}

function countFault(tokens: readonly Token[], given: readonly Given[]): string | null {
  const wanted = tokens.filter(({ kind, text }) => kind === 'parameter' && text === '?').length;
  if (wanted === given.length) return null;
  return `There ${wanted === 1 ? 'is 1 ?' : `are ${wanted} ?`} to be filled in, and ${given.length} ${given.length === 1 ? 'value was' : 'values were'} given`;
}

function refused(
  sql: string,
  code: 'SQL_REFUSED' | 'SQL_FAILED' | 'BAD_INPUT',
  reason: string,
  place: number,
): Result<never> {
  const { line, column } = lineAndColumn(sql, place);
  return fail(code, {
    message: `${reason} (line ${line}, column ${column}).`,
    next:
      code === 'SQL_REFUSED'
        ? 'Leave that statement out: a step reads and writes relations, and makes, changes and drops them.'
        : 'Correct the statement, then run the step again.',
    problems: [{ file: 'statement', line, column, message: reason, severity: 'error' }],
  });
}
