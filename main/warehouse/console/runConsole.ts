import { RelationName } from '../../../shared/domain/relation.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { ReadOptions, Rows, Store } from '../store.ts';
import type { ConsoleRequest } from '../warehouse.ts';
import { lineAndColumn } from './edits.ts';
import { locatePostgres, locateSqlite, spoken } from './locate.ts';
import { type Objection, type Prepared, prepare } from './prepare.ts';
import type { Naming } from './relations.ts';

/** A page larger than this is no page; the rest is one page further. */
const MOST_ROWS = 10_000;
/** What an `explain` may answer at most; it can't be cut by the engine. */
const MOST_PLAN_ROWS = 10_000;
/** How problems of a statement name the text they lie in. */
const STATEMENT = 'statement';

export type ConsoleAnswer = Rows & { readonly more: boolean; readonly elapsedMs: number };

/** One reading statement of a person, a page of its rows at a time. `now` counts milliseconds. */
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
  const naming: Naming = {
    known: known.value,
    quote: (relation) => quoted(store, relation),
    schemas: store.engine === 'postgres',
  };
  const prepared = prepare(sql, request.params ?? [], store.engine, naming);
  if ('code' in prepared) return refuse(sql, prepared);
  const offset = Math.max(0, Math.trunc(request.offset));
  const limit = Math.min(MOST_ROWS, Math.max(1, Math.trunc(request.limit)));
  const answer = await read(store, prepared, offset, limit, options);
  if (!answer.ok) return { ok: false, failure: await located(store, sql, prepared, answer.failure) };
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

/** Asked only where the text could name one: most statements in a console do, a plain `select 1` needn't wait. */
async function knownRelations(
  store: Store,
  sql: string,
  options: ReadOptions,
): Promise<Result<ReadonlySet<string>>> {
  if (!/(?:raw|staging|core|analytics)["`\]]?\s*(?:\/\*|--|\.)/i.test(sql)) return ok(new Set());
  const catalog = await store.catalog(options);
  return catalog.ok ? ok(new Set(catalog.value.map(({ name }) => name))) : catalog;
}

function quoted(store: Store, relation: string): string {
  const name = RelationName.safeParse(relation);
  // Only names out of the catalog come here, and the catalog holds no other.
  if (!name.success) throw new Error(`${relation} is in the catalog and is no relation.`);
  return store.quote(name.data);
}

function refuse(sql: string, { code, reason, at }: Objection): Result<never> {
  const next = {
    SQL_REFUSED: 'Write one statement that reads: select, with … select, values or explain.',
    SQL_FAILED: 'Correct the statement, then run it again.',
    BAD_INPUT: 'Give one value for each parameter, then run it again.',
  }[code];
  return fail(code, {
    message: `${reason} (${spoken(sql, at)})`,
    next,
    problems: [{ file: STATEMENT, ...lineAndColumn(sql, at), message: reason, severity: 'error' }],
  });
}

/** The same failure with its place in the person's own text. */
async function located(store: Store, sql: string, prepared: Prepared, failure: Failure): Promise<Failure> {
  if (failure.code !== 'SQL_FAILED' && failure.code !== 'SQL_REFUSED') return failure;
  const found =
    store.engine === 'postgres'
      ? inPostgres(sql, prepared, failure)
      : await inSqlite(store, sql, prepared, failure);
  if (found.place === null) return found.failure;
  const at = lineAndColumn(sql, found.place);
  const { message } = found.failure;
  return {
    ...found.failure,
    message: `${message.replace(/\.$/, '')} (line ${at.line}, column ${at.column}).`,
    problems: [{ file: STATEMENT, ...at, message, severity: 'error' }],
  };
}

interface Found {
  readonly place: number | null;
  readonly failure: Failure;
}

function inPostgres(sql: string, prepared: Prepared, failure: Failure): Found {
  const sent = prepared.reads === 'explain' ? prepared.whole : prepared.paged;
  const found = locatePostgres(sql, sent, failure.message);
  return found === null
    ? { place: null, failure }
    : { place: found.place, failure: { ...failure, message: found.message } };
}

/** Compiled once more without the frame around it, so that no word of the frame comes up in the message. */
async function inSqlite(store: Store, sql: string, prepared: Prepared, failure: Failure): Promise<Found> {
  const bare = prepared.reads === 'explain' ? '' : 'explain ';
  const again = await store.query(`${bare}${prepared.whole.text}`, prepared.params);
  const own = !again.ok && again.failure.code === 'SQL_FAILED' ? again.failure : failure;
  return { place: await locateSqlite(store, sql, prepared, own.message), failure: own };
}
