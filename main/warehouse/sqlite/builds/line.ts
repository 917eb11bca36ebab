import type { Row } from '../../../../shared/domain/column.ts';
import { LAYERS } from '../../../../shared/domain/layer.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { nested, tooLate } from '../../builds/lineRefusals.ts';
import type { Answer, BuildLine, RunOptions } from '../../builds.ts';
import type { Ran } from '../protocol.ts';
import type { Reading } from '../reading.ts';
import type { Opened } from '../session.ts';
import type { Writing } from '../writing.ts';
import { fileName, foundRelation, placeOf, quoteText } from './names.ts';

/** The most rows one answer may have unless its caller says otherwise. */
const ROWS_LIMIT = 100_000;

/** Candidates are only made again when they are lost; publishing them is what lasts. */
const MAKING = { priority: 'background', commit: 'loose' } as const;

export interface LineTools {
  readonly reading: Reading;
  readonly writing: Writing;
}

/**
 * What only reads goes to whichever reader is free, and so runs beside the other lines; what writes is a transaction on
 * the one writer, which lines have in turn.
 */
export function createLine({ reading, writing }: LineTools, onClose: () => void): BuildLine {
  let held: Opened | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** Outside of what runs together, one after the other. */
  function next<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (closed) return Promise.resolve(tooLate());
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  }

  /** On the writer: within what runs together, or in a transaction of its own. */
  function change<T>(work: (opened: Opened) => Promise<Result<T>>, signal?: AbortSignal): Promise<Result<T>> {
    if (held !== null) return work(held);
    return next(() => writing.transact(work, { ...MAKING, ...(signal && { signal }) }));
  }

  async function run(sql: string, { signal, limit = ROWS_LIMIT }: RunOptions = {}): Promise<Result<Answer>> {
    const ask = { sql, limit };
    const write = (opened: Opened, own?: AbortSignal) =>
      opened.call('runWriting', ask, own ? { signal: own } : {});
    if (held !== null) {
      const done = await write(held, signal);
      return done.ok ? ok(answer(done.value.value, done.value.rows)) : done;
    }
    return next(async () => {
      if (looksLikeReading(sql)) {
        const read = await reading.read('runReading', ask, {
          priority: MAKING.priority,
          ...(signal && { signal }),
        });
        if (!read.ok) return read;
        if (read.value.value !== null) return ok(answer(read.value.value, read.value.rows));
      }
      const done = await writing.transact((opened) => temporaryGone(opened, () => write(opened)), {
        ...MAKING,
        ...(signal && { signal }),
      });
      return done.ok ? ok(answer(done.value.value, done.value.rows)) : done;
    });
  }

  async function names(where: string): Promise<Result<readonly (readonly [string, string])[]>> {
    const found = await run(
      `select name, type from sqlite_master where type in ('table', 'view')
        and name not glob 'sqlite_*' and name not glob '_leadline_*' and (${where}) order by name`,
      { limit: Number.MAX_SAFE_INTEGER },
    );
    return found.ok ? ok(found.value.rows.map(([name, type]) => [String(name), String(type)])) : found;
  }

  const done = (result: Result<unknown>): Result<void> => (result.ok ? ok(undefined) : result);
  const dropAll = (list: readonly string[]) =>
    change(async (opened) => done(await opened.call('dropFound', list)));

  return {
    run,
    together(work, { signal } = {}) {
      if (held !== null) return Promise.resolve(nested());
      return next(() =>
        writing.transact(
          async (opened) => {
            held = opened;
            try {
              return await temporaryGone(opened, work);
            } finally {
              held = null;
            }
          },
          { ...MAKING, ...(signal && { signal }) },
        ),
      );
    },
    async relations(schemas) {
      if (schemas.length === 0) return ok([]);
      const found = await names(schemas.map(inSchema).join(' or '));
      return found.ok ? ok(found.value.map(([name, kind]) => foundRelation(name, kind))) : found;
    },
    async relation(place) {
      const found = await names(`name = ${quoteText(fileName(place))} collate nocase`);
      const [one] = found.ok ? found.value : [];
      return found.ok ? ok(one === undefined ? null : foundRelation(...one)) : found;
    },
    async columns(place) {
      const found = await run(
        `select name, type, "notnull" from pragma_table_xinfo(${quoteText(fileName(place))}) order by cid`,
      );
      if (!found.ok) return found;
      return ok(
        found.value.rows.map(([name, type, notNull]) => ({
          name: String(name),
          dataType: String(type).toLowerCase(),
          nullable: notNull === 0n,
        })),
      );
    },
    async schemas() {
      const found = await names('true');
      if (!found.ok) return found;
      const used = found.value.map(([name]) => placeOf(name).schema).filter((schema) => schema !== '');
      return ok([...new Set([...LAYERS, ...used])]);
    },
    // A schema is a part of a name here, and begins with the first relation called so.
    makeSchema: async () => ok(undefined),
    async dropSchema(schema) {
      const found = await names(inSchema(schema));
      return found.ok ? dropAll(found.value.map(([name]) => name)) : found;
    },
    drop: (place) => dropAll([fileName(place)]),
    rename: (from, to) =>
      change(async (opened) => done(await opened.call('rename', { from: fileName(from), to: fileName(to) }))),
    async close() {
      if (closed) return;
      closed = true;
      await tail;
      onClose();
    },
  };
}

/** Temporary tables belong to the connection, which others use next. */
async function temporaryGone<T>(opened: Opened, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const result = await work();
  if (!result.ok) return result;
  const dropped = await opened.call('dropTemporary', null);
  return dropped.ok ? result : dropped;
}

function inSchema(schema: string): string {
  if (schema === '') return `instr(name, '.') = 0`;
  return `substr(name, 1, ${schema.length + 1}) = ${quoteText(`${schema}.`)} collate nocase`;
}

const FIRST_WORD = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*\(?\s*([a-z]+)/i;

/** Whether a reader is asked first; it says itself when it was wrong. */
function looksLikeReading(sql: string): boolean {
  const word = (FIRST_WORD.exec(sql)?.[1] ?? '').toLowerCase();
  return ['select', 'with', 'values', 'explain', 'pragma', ''].includes(word);
}

function answer({ columns, affected, tag }: Ran, rows: readonly Row[]): Answer {
  return { columns, rows, affected, tag };
}
