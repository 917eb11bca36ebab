import { setImmediate } from 'node:timers/promises';
import type { Row } from '../../../shared/domain/column.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { anonymised } from '../../audit/anonymise/anonymise.ts';
import { setsOf } from '../../audit/anonymise/setsOf.ts';
import type { Gathered } from './gather/gathered.ts';
import type { AuditSurroundings } from './surroundings.ts';

/** So few at once that the window never waits for them. */
const AT_ONCE = 500;

class Trouble extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What was gathered, anonymised under the key of the workspace: rows that come in pages as well. */
export async function withoutNames(
  gathered: Gathered,
  { pseudonymKey }: Pick<AuditSurroundings, 'pseudonymKey'>,
  signal: AbortSignal,
): Promise<Result<Gathered>> {
  const key = await pseudonymKey();
  if (!key.ok) return key;

  async function* rowsOf(name: string): AsyncGenerator<readonly Row[]> {
    // Null: they come in pages.
    const held = setsOf(gathered.material).find((set) => set.name === name)?.rows ?? null;
    for (let offset = 0; ; offset += AT_ONCE) {
      await setImmediate();
      if (signal.aborted) throw new Trouble(cancelled());
      const page =
        held === null
          ? await gathered.pageOf({ set: name, offset, limit: AT_ONCE }, signal)
          : ok(held.slice(offset, offset + AT_ONCE));
      if (!page.ok) throw new Trouble(page.failure);
      if (page.value.length > 0) yield page.value;
      if (page.value.length < AT_ONCE) return;
    }
  }

  try {
    const { material, tables } = await anonymised(gathered.material, key.value, rowsOf);
    return ok({
      ...{ material, paged: gathered.paged },
      async pageOf(page, by) {
        const its = tables.get(page.set);
        if (its === undefined) return ok([]);
        const read = await gathered.pageOf({ ...page, set: its.was }, by);
        if (!read.ok) return read;
        const rows: Row[] = [];
        for (let at = 0; at < read.value.length; at += AT_ONCE) {
          rows.push(...its.table.rows(read.value.slice(at, at + AT_ONCE), page.offset + at));
          await setImmediate();
        }
        return ok(rows);
      },
    });
  } catch (error) {
    if (error instanceof Trouble) return { ok: false, failure: error.failure };
    throw error;
  }
}

function cancelled(): Failure {
  return fail('CANCELLED', {
    message: 'Making the audit package was cancelled.',
    next: 'Start it again when you want it.',
  }).failure;
}
