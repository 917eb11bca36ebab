import type { AuditMark } from '../../../shared/contract/audit.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';

/** An exception that came back open, until somebody closes it. */
export interface OpenException {
  readonly package: string;
  readonly id: string;
  readonly severity: string;
  readonly told: string;
  readonly comment: string;
  readonly initials: string;
  readonly openedAt: string;
}

export interface Review {
  readonly package: string;
  /** Of the file as it came back. */
  readonly sha256: string;
  readonly recordedAt: string;
  readonly marks: readonly AuditMark[];
  readonly tampered: number;
  /** Of the exceptions in it, those left open and those that were settled. */
  readonly open: readonly Omit<OpenException, 'package' | 'openedAt'>[];
  readonly settled: readonly { readonly id: string; readonly with: string }[];
}

type Readable = Pick<Store, 'engine' | 'query'>;

/** Marks of a package are what its last review says. The same file a second time changes nothing. */
export function recordReview(store: Store, review: Review): Promise<Result<void>> {
  return store.write(async (session) => {
    const table = (name: string) => internalTable(store, name);
    const { marks, recordedAt } = review;
    const steps: readonly (readonly [string, readonly (string | bigint | null)[]])[] = [
      [`delete from ${table('audit_marks')} where "package" = ?`, [review.package]],
      ...marks.map(
        ({ sheet, row, mark, comment, initials, day }) =>
          [
            `insert into ${table('audit_marks')} ("package", "sheet", "row", "mark", "comment", "initials", "day", "recorded_at") values (?, ?, ?, ?, ?, ?, ?, ?)`,
            [review.package, sheet, row, mark, comment, initials, day, recordedAt],
          ] as const,
      ),
      [
        `insert into ${table('audit_reviews')} ("package", "sha256", "recorded_at", "marks", "tampered") values (?, ?, ?, ?, ?)
          on conflict ("package", "sha256") do nothing`,
        [review.package, review.sha256, recordedAt, BigInt(marks.length), BigInt(review.tampered)],
      ],
      ...review.open.map(
        ({ id, severity, told, comment, initials }) =>
          [
            `insert into ${table('audit_exceptions')} ("package", "id", "severity", "told", "comment", "initials", "opened_at", "closed_at", "closed_with") values (?, ?, ?, ?, ?, ?, ?, null, null)
              on conflict ("package", "id") do update set "comment" = excluded."comment", "initials" = excluded."initials", "closed_at" = null, "closed_with" = null`,
            [review.package, id, severity, told, comment, initials, recordedAt],
          ] as const,
      ),
      ...review.settled.map(
        (one) =>
          [
            `update ${table('audit_exceptions')} set "closed_at" = ?, "closed_with" = ? where "package" = ? and "id" = ? and "closed_at" is null`,
            [recordedAt, one.with, review.package, one.id],
          ] as const,
      ),
    ];
    return inOrder(session, steps);
  });
}

export async function marksOf(store: Readable, id: string): Promise<Result<AuditMark[]>> {
  const read = await store.query(
    `select "sheet", "row", "mark", "comment", "initials", "day" from ${internalTable(store, 'audit_marks')} where "package" = ? order by "sheet", "row"`,
    [id],
  );
  if (!read.ok) return read;
  return ok(
    read.value.rows.map(([sheet, row, mark, comment, initials, day]) => ({
      ...{ sheet: String(sheet), row: String(row), mark: String(mark), comment: String(comment) },
      ...{ initials: String(initials), day: day === null || day === undefined ? null : String(day) },
    })),
  );
}

/** The oldest first: they have waited longest. */
export async function openExceptions(store: Readable): Promise<Result<OpenException[]>> {
  const read = await store.query(
    `select "package", "id", "severity", "told", "comment", "initials", "opened_at" from ${internalTable(store, 'audit_exceptions')} where "closed_at" is null order by "opened_at", "package", "id"`,
    [],
    { priority: 'interactive' },
  );
  if (!read.ok) return read;
  return ok(
    read.value.rows.map((row) => {
      const text = (at: number) => String(row[at] ?? '');
      return {
        ...{ package: text(0), id: text(1), severity: text(2), told: text(3) },
        ...{ comment: text(4), initials: text(5), openedAt: text(6) },
      };
    }),
  );
}

/** Tells whether it was open. */
export function closeException(
  store: Store,
  one: { readonly package: string; readonly id: string; readonly at: string; readonly with: string },
): Promise<Result<boolean>> {
  return store.write(
    async (session) => {
      const changed = await session.execute(
        `update ${internalTable(store, 'audit_exceptions')} set "closed_at" = ?, "closed_with" = ? where "package" = ? and "id" = ? and "closed_at" is null`,
        [one.at, one.with, one.package, one.id],
      );
      return changed.ok ? ok(changed.value > 0) : changed;
    },
    { priority: 'interactive' },
  );
}

async function inOrder(
  session: WriteSession,
  steps: readonly (readonly [string, readonly (string | bigint | null)[]])[],
): Promise<Result<void>> {
  for (const [sql, values] of steps) {
    const done = await session.execute(sql, values);
    if (!done.ok) return done;
  }
  return ok(undefined);
}
