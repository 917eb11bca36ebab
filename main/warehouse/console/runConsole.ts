import { RelationName } from '../../../shared/domain/relation.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { ReadOptions, Rows, Store } from '../store.ts';
import type { ConsoleRequest } from '../warehouse.ts';
import { lineAndColumn } from './edits.ts';
import { located } from './locate.ts';
import { type Objection, type Prepared, prepare } from './prepare.ts';

/** A page larger than this is no page; the rest is one page further. */
const MOST_ROWS = 10_000;
/** What an `explain` may answer at most; it can't be cut by the engine. */
const MOST_PLAN_ROWS = 10_000;

export type ConsoleAnswer = Rows & { readonly more: boolean; readonly elapsedMs: number };

/**
 * One reading statement of a person, a page of its rows at a time. `now` counts milliseconds. Where two columns of a
 * statement have one name, SQLite tells them apart as `id` and `id:1`.
 */
export async function runConsole(
  store: Store,
  request: ConsoleRequest,
  now: () => number,
): Promise<Result<ConsoleAnswer>> {
  const began = now();
  const { sql } = request;
  const options: ReadOptions = {
    priority: 'interactive',
    timeoutMs: request.timeoutMs,
    ...(request.signal && { signal: request.signal }),
  };
  const known = await knownRelations(store, sql, options);
  if (!known.ok) return known;
  const prepared = prepare(sql, request.params ?? [], store.engine, {
    known: known.value,
    quote: (relation) => store.quote(RelationName.parse(relation)),
    schemas: store.engine === 'postgres',
  });
  if ('code' in prepared) return refuse(sql, prepared);
  const offset = Math.max(0, Math.trunc(request.offset));
  const limit = Math.min(MOST_ROWS, Math.max(1, Math.trunc(request.limit)));
  const answer = await read(store, prepared, offset, limit, options);
  if (!answer.ok)
    return { ok: false, failure: await inOwnText(store, sql, prepared, answer.failure, options) };
  const { columns, rows } = answer.value;
  return ok({
    columns,
    rows: rows.slice(0, limit),
    more: rows.length > limit,
    elapsedMs: now() - began,
  });
}

/** One row more than asked for tells whether there is a next page. */
async function read(
  store: Store,
  prepared: Prepared,
  offset: number,
  limit: number,
  options: ReadOptions,
): Promise<Result<Rows>> {
  if (prepared.reads !== 'explain') {
    const params = [...prepared.params, BigInt(limit + 1), BigInt(offset)];
    return store.query(prepared.paged.text, params, { ...options, limit: limit + 1 });
  }
  const all = await store.query(prepared.whole.text, prepared.params, { ...options, limit: MOST_PLAN_ROWS });
  return all.ok ? ok({ ...all.value, rows: all.value.rows.slice(offset, offset + limit + 1) }) : all;
}

/** Asked only where the text could name one: a plain `select 1` needn't wait for the catalog. */
async function knownRelations(
  store: Store,
  sql: string,
  options: ReadOptions,
): Promise<Result<ReadonlySet<string>>> {
  if (!/(?:raw|staging|core|analytics)["`\]]?\s*(?:\/\*|--|\.)/i.test(sql)) return ok(new Set());
  const catalog = await store.catalog(options);
  return catalog.ok ? ok(new Set(catalog.value.map(({ name }) => name))) : catalog;
}

function refuse(sql: string, { code, reason, at }: Objection): Result<never> {
  const next = {
    SQL_REFUSED: 'Write one statement that reads: select, with … select, values or explain.',
    SQL_FAILED: 'Correct the statement, then run it again.',
    BAD_INPUT: 'Give one value for each parameter, then run it again.',
  }[code];
  const { line, column } = lineAndColumn(sql, at);
  return fail(code, {
    message: `${reason.replace(/\.$/, '')} (line ${line}, column ${column}).`,
    next,
    problems: [{ file: 'statement', line, column, message: reason, severity: 'error' }],
  });
}

async function inOwnText(
  store: Store,
  sql: string,
  prepared: Prepared,
  failure: Failure,
  options: ReadOptions,
): Promise<Failure> {
  if (failure.code !== 'SQL_FAILED' && failure.code !== 'SQL_REFUSED') return failure;
  const { tokens, whole, paged } = prepared;
  if (prepared.reads === 'explain') return located(failure, sql, whole, tokens);
  // Compiled once more without the frame, so that the message speaks of no word the person didn't write.
  const explained = {
    text: `explain ${whole.text}`,
    original: (place: number) => whole.original(Math.max(0, place - 8)),
  };
  const bare = await store.query(explained.text, prepared.params, options);
  if (!bare.ok && bare.failure.code === failure.code) return located(bare.failure, sql, explained, tokens);
  return located(failure, sql, paged, tokens);
}
