import { setImmediate } from 'node:timers/promises';
import type { Column, Value } from '../../../shared/domain/column.ts';
import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { byBytes } from './byBytes.ts';

const PAGE = 50_000;

/** Taken in one go. A whole page took longer than anybody who waits for a screen should notice. */
const SLICE = 1_000;

export interface SeriesPages {
  readonly relation: RelationName;
  /** The name of the series, its day, and what else is read. */
  readonly columns: readonly Column[];
}

interface Place {
  readonly name: string;
  readonly day: string;
}

interface Page {
  readonly rows: readonly (readonly Value[])[];
  /** Where the next page begins, itself included. */
  readonly next: Place | null;
}

/** The rows of a relation of series, one series after the other and each by its days, a page at a time. Stops at the first row that is refused. */
export async function readSeriesPages(
  store: Store,
  asked: SeriesPages,
  { signal, report }: Work,
  take: (row: readonly Value[]) => Result<void>,
): Promise<Result<void>> {
  let read = 0;
  for (let from: Place | null = null; ; ) {
    const page: Result<Page> = await readPage(store, asked, from, signal);
    if (!page.ok) return page;
    const { rows } = page.value;
    for (let first = 0; first < rows.length; first += SLICE) {
      for (let at = first; at < Math.min(rows.length, first + SLICE); at++) {
        const taken = take(rows[at] as readonly Value[]);
        if (!taken.ok) return taken;
      }
      await setImmediate();
    }
    read += rows.length;
    report({ step: `Reading ${asked.relation}`, done: read, unit: 'rows' });
    if (page.value.next === null) return ok(undefined);
    from = page.value.next;
  }
}

/** A cell as statistics read it; null where there is nothing. */
export function cellText(value: Value, column: Column | undefined): string | null {
  if (value === null) return null;
  if (column?.type.kind === 'decimal' && typeof value === 'bigint')
    return String(Number(value) / 10 ** column.type.scale);
  return String(value);
}

/**
 * Ordered by the bytes of name and day, which no server's collation changes. Rows of one name and day may be several, which
 * is refused later with words: the last of them may not be on the page, so that the page ends before them.
 */
async function readPage(
  store: Store,
  { relation, columns }: SeriesPages,
  from: Place | null,
  signal: AbortSignal,
): Promise<Result<Page>> {
  const text = (at: number) => `(cast("${columns[at]?.name}" as text)${byBytes(store)})`;
  const [name, day] = [text(0), text(1)];
  const beyond = from === null ? '' : ` where ${name} > ? or (${name} = ? and ${day} >= ?)`;
  const asked = await store.query(
    `select ${columns.map((column) => `"${column.name}"`).join(', ')}, ${name}, ${day} from ${store.quote(relation)}${beyond}
      order by ${name} nulls first, ${day} nulls first limit ${PAGE + 1}`,
    from === null ? [] : [from.name, from.name, from.day],
    { signal, priority: 'background', limit: PAGE + 1, timeoutMs: 30 * 60_000 },
  );
  if (!asked.ok) return asked;
  const { rows } = asked.value;
  if (rows.length <= PAGE) return ok({ rows, next: null });
  const placeOf = (row: readonly Value[] = []): Place => ({
    name: String(row[columns.length]),
    day: String(row[columns.length + 1]),
  });
  const last = placeOf(rows.at(-1));
  const before = rows.findLastIndex(
    (row) => placeOf(row).name !== last.name || placeOf(row).day !== last.day,
  );
  if (before < 0) return tooManyOfOne(relation, last);
  return ok({ rows: rows.slice(0, before + 1), next: last });
}

function tooManyOfOne(relation: RelationName, { name, day }: Place): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} has more than ${PAGE.toLocaleString('en')} rows of ${name} on ${day}.`,
    next: 'There is one row for each day: add them up in the model that makes it.',
    subject: relation,
  });
}
