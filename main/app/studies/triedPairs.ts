import { createHash } from 'node:crypto';
import type { Value } from '../../../shared/domain/column.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Register, TriedPair, Try } from '../../insight/finding/register.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';

const PAGE = 20_000;
/** Six values each: Postgres takes 65,535 a statement, SQLite half of that. */
const LINES = 5_000;

/** The register of a workspace, as its warehouse keeps it. A pair is known by its names, whatever file they came from. */
export interface TriedPairs {
  read(signal?: AbortSignal): Promise<Result<Register>>;
  /** All or none of them, in one transaction: a pair tried again replaces its p and counts one try more. */
  add(tries: Iterable<Try>, signal?: AbortSignal): Promise<Result<void>>;
  /** The same within the transaction of what was found. */
  addWithin(session: WriteSession, tries: Iterable<Try>): Promise<Result<void>>;
}

/** Of pairs that are tried outside a study that names a family. */
export const DEFAULT_FAMILY = 'workspace';

/** Those of one family, whose pairs are corrected together. */
export function createTriedPairs(
  store: Store,
  clock: () => Date,
  family: string = DEFAULT_FAMILY,
): TriedPairs {
  const table = internalTable(store, 'tried');

  async function addWithin(session: WriteSession, tries: Iterable<Try>): Promise<Result<void>> {
    const lines = linesOf(tries, clock().toISOString(), family);
    for (let at = 0; at < lines.length; at += LINES) {
      const some = lines.slice(at, at + LINES);
      const done = await session.execute(
        `insert into ${table} as held ("key", "pair", "p", "tries", "at", "family")
          values ${some.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}
          on conflict ("key") do update set "p" = excluded."p", "tries" = held."tries" + 1, "at" = excluded."at"`,
        some.flat(),
      );
      if (!done.ok) return done;
    }
    return ok(undefined);
  }

  return {
    async read(signal) {
      const pairs: TriedPair[] = [];
      for (let last = ''; ; ) {
        const page = await store.query(
          `select "key", "pair", "p", "tries" from ${table} where "key" > ? and "family" = ? order by "key" limit ${PAGE}`,
          [last, family],
          signal && { signal },
        );
        if (!page.ok) return page;
        const { rows } = page.value;
        for (const [, pair, p, tries] of rows) pairs.push(readPair(pair, p, tries));
        if (rows.length < PAGE) return ok({ pairs });
        last = String(rows.at(-1)?.[0]);
      }
    },

    add: (tries, signal) => store.write((session) => addWithin(session, tries), signal && { signal }),
    addWithin,
  };
}

/** One line a pair: a statement can't touch a row twice, and of one screen only the last p of a pair counts. */
function linesOf(tries: Iterable<Try>, at: string, family: string): Value[][] {
  const lines = new Map<string, Value[]>();
  for (const { signal, outcome, p } of tries) {
    if (!(p >= 0 && p <= 1)) continue;
    // As JSON: names may hold what one of the engines can't, such as U+0000.
    const pair = JSON.stringify([signal, outcome]);
    // Those that were tried before there were families keep their keys.
    const text = family === DEFAULT_FAMILY ? pair : JSON.stringify([family, pair]);
    const key = createHash('sha256').update(text).digest('hex');
    lines.set(key, [key, pair, p, 1n, at, family]);
  }
  return [...lines.values()];
}

function readPair(pair: Value | undefined, p: Value | undefined, tries: Value | undefined): TriedPair {
  const [signal, outcome] = JSON.parse(String(pair)) as [string, string];
  return { signal, outcome, p: Number(p), tries: Number(tries) };
}
