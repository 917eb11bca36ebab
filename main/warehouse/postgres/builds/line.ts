import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { nested, tooLate } from '../../builds/lineRefusals.ts';
import type { Answer, BuildLine, RunOptions } from '../../builds.ts';
import { quoteName } from '../connection.ts';
import type { Link } from '../link.ts';
import { quoteAt } from '../replacing/at.ts';
import type { Told } from '../statements.ts';
import { limit as limited, type Stop, within } from '../stop.ts';
import { endsTransaction, transactionEnded } from './endings.ts';
import { createLooks } from './looks.ts';
import type { BuildPlaces } from './places.ts';
import { type TypeNames, typeNamesOf } from './typeNames.ts';

/** The most rows one answer may have unless its caller says otherwise. */
const ROWS_LIMIT = 100_000;

export interface LineTools {
  readonly places: BuildPlaces;
  readonly types: TypeNames;
  readonly database: string;
  readonly closing: Stop;
  readonly connectMs: number;
  connect(stop?: Stop): Promise<Result<Link>>;
}

/** A connection of its own. One that broke outside of what runs together is made again. */
export function createLine(first: Link, tools: LineTools, onClose: () => void): BuildLine {
  const { places, types, database, closing } = tools;
  let link = first;
  let held: { readonly stop: Stop } | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;

  function next<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (closed) return Promise.resolve(tooLate());
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  }

  async function ready(stop: Stop): Promise<Result<void>> {
    await link.quiet();
    if (!link.dead) return ok(undefined);
    const again = await tools.connect(stop);
    if (!again.ok) return again;
    link = again.value;
    return ok(undefined);
  }

  async function ask(sql: string, most: number, stop: Stop): Promise<Result<Answer>> {
    if (held !== null && endsTransaction(sql)) return transactionEnded();
    const told = await link.runAll(sql, { stop, most });
    if (!told.ok) return told;
    const names = await typeNamesOf(link, types, told.value.fields, stop);
    return names.ok ? ok(answered(told.value, names.value)) : names;
  }

  /** Within what runs together, or by itself; either way until its own signal, the line's end, or the store's. */
  async function run(sql: string, { signal, limit = ROWS_LIMIT }: RunOptions = {}): Promise<Result<Answer>> {
    const once = async () => {
      const { stop, release } = limited({ ...(signal && { signal }) }, undefined, held?.stop ?? closing);
      try {
        if (held !== null) return await ask(sql, limit, stop);
        const open = await ready(stop);
        return open.ok ? await ask(sql, limit, stop) : open;
      } finally {
        release();
      }
    };
    return held === null ? next(once) : once();
  }

  async function change(sql: string): Promise<Result<void>> {
    const done = await run(sql);
    return done.ok ? ok(undefined) : done;
  }

  async function undo(): Promise<void> {
    await link.quiet();
    if (link.dead) return;
    const undone = await within(tools.connectMs, undefined, (stop) => link.script('rollback', stop));
    if (!undone.ok) link.destroy();
  }

  async function transact<T>(work: () => Promise<Result<T>>, stop: Stop): Promise<Result<T>> {
    const open = await ready(stop);
    if (!open.ok) return open;
    const begun = await link.script('begin', stop);
    if (!begun.ok) return begun;
    held = { stop };
    let kept = false;
    try {
      const result = await work();
      if (!result.ok) return result;
      await link.quiet();
      // Once it is sent, a wish to cancel comes too late.
      const committed = await link.runAll('commit', { most: 0 });
      if (!committed.ok) return committed;
      kept = committed.value.tag === 'COMMIT';
      return kept ? result : notKept();
    } finally {
      held = null;
      if (!kept) await undo();
    }
  }

  const { relations, relation, columns, schemas } = createLooks(run, places, database);

  return {
    run,
    together(work, { signal } = {}) {
      if (held !== null) return Promise.resolve(nested());
      return next(async () => {
        const { stop, release } = limited({ ...(signal && { signal }) }, undefined, closing);
        try {
          return await transact(work, stop);
        } finally {
          release();
        }
      });
    },
    relations,
    relation,
    columns,
    schemas,
    makeSchema: (schema) =>
      change(`do $making$ begin
  create schema if not exists ${quoteName(places.schema(schema))};
exception when unique_violation or duplicate_schema then null;
end $making$`),
    dropSchema: (schema) => change(`drop schema if exists ${quoteName(places.schema(schema))} cascade`),
    async drop(place) {
      const one = await relation(place);
      if (!one.ok) return one;
      if (one.value === null) return ok(undefined);
      // As dbt: what reads it goes too. Publishing is where views of others are kept.
      return change(`drop ${one.value.kind} if exists ${quoteAt(places.at(place))} cascade`);
    },
    async rename(from, to) {
      const one = await relation(from);
      if (!one.ok) return one;
      if (one.value === null)
        return fail('SQL_FAILED', {
          subject: `${from.schema}.${from.identifier}`,
          message: `There is no ${from.schema}.${from.identifier} to be renamed.`,
          next: 'Check the name, or build it first.',
        });
      const [old, made] = [places.at(from), places.at(to)];
      const moved =
        old.schema === made.schema
          ? ''
          : `alter ${one.value.kind} ${quoteAt(old)} set schema ${quoteName(made.schema)};`;
      if (old.name === made.name) return change(moved === '' ? 'select 1' : moved);
      return change(
        `${moved} alter ${one.value.kind} ${quoteAt({ ...made, name: old.name })} rename to ${quoteName(made.name)}`,
      );
    },
    async close() {
      if (closed) return;
      closed = true;
      await tail;
      await link.quiet();
      await link.close();
      onClose();
    },
  };
}

function answered({ fields, rows, tag }: Told, names: readonly string[]): Answer {
  return {
    columns: fields.map(({ name }, at) => ({ name, type: names[at] ?? '' })),
    rows,
    affected: Number(/ (\d+)$/.exec(tag)?.[1] ?? 0),
    tag,
  };
}

function notKept() {
  return fail('SQL_FAILED', {
    message: 'The server rolled the transaction back instead of keeping it.',
    next: 'Look for an earlier failure in the log, then try again.',
    retry: true,
  });
}
