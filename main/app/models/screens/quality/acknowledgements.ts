import type { Acknowledgement } from '../../../../../shared/contract/quality.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import { internalTable } from '../../../../warehouse/internalTable.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { readRecords } from '../readRecords.ts';

/** Failing checks that a person knows of, as long as they said; those that ran out are not among them. */
export async function acknowledgements(
  store: Store,
  today: string,
): Promise<Result<ReadonlyMap<string, Acknowledgement>>> {
  const lines = await readRecords(
    store,
    `select "check", "reason", "at", "until" from ${internalTable(store, 'acknowledgements')} where "until" >= ?`,
    [today],
  );
  if (!lines.ok) return lines;
  return ok(
    new Map(
      lines.value.map((line) => [
        line.text('check'),
        { reason: line.text('reason'), at: line.text('at'), until: line.text('until') },
      ]),
    ),
  );
}

export function acknowledge(
  store: Store,
  check: string,
  { reason, at, until }: Acknowledgement,
): Promise<Result<void>> {
  return store.write(
    async (session) => {
      const done = await session.execute(
        `insert into ${internalTable(store, 'acknowledgements')} ("check", "reason", "at", "until") values (?, ?, ?, ?)
          on conflict ("check") do update set "reason" = excluded."reason", "at" = excluded."at", "until" = excluded."until"`,
        [check, reason, at, until],
      );
      return done.ok ? ok(undefined) : done;
    },
    { priority: 'interactive' },
  );
}

export function withdraw(store: Store, check: string): Promise<Result<void>> {
  return store.write(
    async (session) => {
      const done = await session.execute(
        `delete from ${internalTable(store, 'acknowledgements')} where "check" = ?`,
        [check],
      );
      return done.ok ? ok(undefined) : done;
    },
    { priority: 'interactive' },
  );
}
