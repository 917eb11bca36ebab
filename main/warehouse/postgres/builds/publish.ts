import { type Failure, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Publication, Published } from '../../builds.ts';
import { inTurn } from '../../inTurn.ts';
import { dependentsOf } from '../dependents.ts';
import type { Places } from '../places.ts';
import { tidyNames } from '../renamed.ts';
import { type At, type Known, knownAt, quoteAt } from '../replacing/at.ts';
import { type Replacement, replace } from '../replacing/plan.ts';
import { renameSql } from '../replacing/rename.ts';
import { createSession } from '../session.ts';
import type { Transaction } from '../transaction.ts';
import { describe } from './describe.ts';
import type { BuildPlaces } from './places.ts';

export interface PublishTools {
  readonly places: Places;
  readonly build: BuildPlaces;
  readonly lockMs: number;
}

/** One relation of the publication, as it is found in the database. */
interface Entry {
  readonly published: Published;
  readonly target: At;
  readonly old: Known | undefined;
  readonly candidate: At | null;
  readonly made: Known | undefined;
}

/** Everything in one transaction on the store's own writer. */
export async function publish(
  transaction: Transaction,
  tools: PublishTools,
  { relations, statements = [], forget = [], drop = [], also }: Publication,
): Promise<Result<void>> {
  const { places, build, lockMs } = tools;
  const entries = await lookUp(transaction, build, relations);
  if (!entries.ok) return entries;
  const stale = await notRenamable(transaction, entries.value);
  if (!stale.ok) return stale;
  const renamed = entries.value.filter((one) => isRenamed(one, stale.value));
  const refused = renamed.map((one) => whyNot(one, stale.value)).find((why) => why !== null);
  if (refused !== undefined && refused !== null) return { ok: false, failure: refused };
  const left = entries.value.filter((one) => !renamed.includes(one));
  return inTurn([
    () =>
      replace(transaction, {
        lockMs,
        ordered: true,
        replacements: entries.value.map((one) => replacement(one, renamed.includes(one))),
        // A candidate kept back by an earlier build read what now goes; it is only there to be looked at.
        forgotten: (view) =>
          view.schema === build.candidates ||
          forget.map(build.at).some(({ schema, name }) => schema === view.schema && name === view.name),
      }),
    () =>
      dropAll(
        transaction,
        left.flatMap(({ candidate }) => candidate ?? []),
      ),
    () =>
      tidyNames(
        transaction,
        renamed.flatMap(({ candidate, target }) =>
          candidate === null ? [] : [{ shadow: candidate, target }],
        ),
        'by beginning',
      ),
    () => describe(transaction, places, entries.value),
    ...statements.map((sql) => () => transaction.script(sql)),
    () => dropAll(transaction, drop.map(build.at)),
    async () => (also === undefined ? ok(undefined) : also(createSession(transaction, places, lockMs))),
  ]);
}

async function lookUp(
  transaction: Transaction,
  build: BuildPlaces,
  relations: readonly Published[],
): Promise<Result<readonly Entry[]>> {
  const placed = relations.map((published) => ({
    published,
    target: build.at(published.target),
    candidate: published.candidate === null ? null : build.at(published.candidate),
  }));
  const known = await knownAt(
    transaction,
    placed.flatMap(({ target, candidate }) => (candidate === null ? [target] : [target, candidate])),
  );
  if (!known.ok) return known;
  const entries = placed.map((one) => ({
    ...one,
    old: known.value.get(quoteAt(one.target)),
    made: one.candidate === null ? undefined : known.value.get(quoteAt(one.candidate)),
  }));
  const missing = entries.find(({ published, made }) => published.how === 'renamed' && made === undefined);
  if (missing === undefined) return ok(entries);
  return fail('SQL_FAILED', {
    subject: `${missing.target.schema}.${missing.target.name}`,
    message: `${missing.target.schema}.${missing.target.name} can’t be published: its candidate is not there.`,
    next: 'Build it again.',
  });
}

/**
 * Views hold on to what they read by its number. A candidate that reads, through whatever views, one that doesn't itself
 * become its target, or a target that goes, can't be published under another name: it is made anew from its text.
 */
async function notRenamable(
  transaction: Transaction,
  entries: readonly Entry[],
): Promise<Result<ReadonlySet<number>>> {
  const going = entries.flatMap(({ published, old, made }) => {
    const stays = published.how === 'renamed' || (published.how === 'view' && made?.kind === 'view');
    return [
      ...(published.how === 'changed' || old === undefined ? [] : [old.oid]),
      ...(stays || made === undefined ? [] : [made.oid]),
    ];
  });
  const readers = await dependentsOf(transaction, going);
  return readers.ok ? ok(new Set(readers.value.map(({ oid }) => oid))) : readers;
}

function isRenamed({ published, made }: Entry, stale: ReadonlySet<number>): boolean {
  if (published.how === 'renamed') return true;
  return published.how === 'view' && made?.kind === 'view' && !stale.has(made.oid);
}

function whyNot({ published, made, target }: Entry, stale: ReadonlySet<number>): Failure | null {
  if (made === undefined || published.how !== 'renamed' || !stale.has(made.oid)) return null;
  return fail('SQL_FAILED', {
    subject: `${target.schema}.${target.name}`,
    message: `The ${made.kind} ${target.schema}.${target.name} reads, through views, a model that is changed where it lies, and so can’t be published by its number.`,
    next: 'Build the model it reads with a full refresh, or make this one a table.',
  }).failure;
}

function replacement({ published, target, old, candidate, made }: Entry, renamed: boolean): Replacement {
  if (published.how === 'changed') return { target, old: undefined, shadow: null, sql: published.statements };
  if (renamed && candidate !== null && made !== undefined)
    return { target, old, shadow: made, sql: renameSql(candidate, target, made.kind) };
  const sql = published.how === 'view' ? published.sql.replace(/[;\s]+$/, '') : '';
  // On lines of its own, for it may end in a comment.
  return { target, old, shadow: null, sql: [`create view ${quoteAt(target)} as\n${sql}\n`] };
}

async function dropAll(transaction: Transaction, all: readonly At[]): Promise<Result<void>> {
  const known = await knownAt(transaction, all);
  if (!known.ok) return known;
  const sql = [...known.value].map(([quoted, { kind }]) => ({ quoted, kind }));
  if (sql.length === 0) return ok(undefined);
  // One may go with another that it reads.
  return transaction.script(
    sql.map(({ quoted, kind }) => `drop ${kind} if exists ${quoted} cascade`).join(';\n'),
  );
}
