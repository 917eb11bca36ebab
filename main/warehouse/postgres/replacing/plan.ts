import { type Failure, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { type Dependent, dependentsOf } from '../dependents.ts';
import { lockTables } from '../lockTables.ts';
import type { Transaction } from '../transaction.ts';
import { type At, type Known, quoteAt } from './at.ts';
import { giveRights, rightsOf } from './rights.ts';

/** What comes about at a place, and what was there before. */
export interface Replacement {
  readonly target: At;
  /** What has to go; undefined where nothing is replaced. */
  readonly old: Known | undefined;
  /** What takes the place by being renamed. */
  readonly shadow: Known | null;
  readonly sql: readonly string[];
}

export interface Replacing {
  readonly replacements: readonly Replacement[];
  /** In the order they are given, for one may read another by a name that only then is there. */
  readonly ordered: boolean;
  /** Views that read what goes, and go with it. */
  readonly forgotten?: (view: Dependent) => boolean;
  readonly lockMs: number;
}

/** A step that can only be taken once what it reads has its final name, and before what it reads by a name loses that. */
interface Step {
  readonly needs: Step[];
  readonly sql: readonly string[];
  readonly places?: Replacement;
  readonly failed?: (failure: Failure) => Failure;
}

/**
 * Views hold on to a relation by its number, not its name: left alone they would read the old one or be in the way of its
 * going. So they are dropped and made again, in order, as they were.
 */
export async function replace(transaction: Transaction, replacing: Replacing): Promise<Result<void>> {
  const { replacements, lockMs } = replacing;
  const going = replacements.flatMap(({ target, old }) => (old === undefined ? [] : [{ target, old }]));
  const locked = await lockTables(
    transaction,
    going.filter(({ old }) => old.kind === 'table').map(({ target }) => quoteAt(target)),
    lockMs,
  );
  if (!locked.ok) return locked;
  const oids = going.map(({ old }) => old.oid);
  const dependents = await dependentsOf(transaction, oids);
  if (!dependents.ok) return dependents;
  const rights = await rightsOf(transaction, oids);
  if (!rights.ok) return rights;
  const steps = plan(replacing, dependents.value);
  if (!steps.ok) return steps;
  for (const { sql, places, failed } of steps.value) {
    const done = sql.length === 0 ? ok(undefined) : await transaction.script(sql.join(';\n'));
    if (!done.ok) return failed === undefined ? done : { ok: false, failure: failed(done.failure) };
    const kept = rights.value.get(places?.old?.oid ?? 0);
    if (places === undefined || kept === undefined) continue;
    // At once: a view of somebody else that is made next reads it by these rights.
    const given = await giveRights(transaction, places.target, kept);
    if (!given.ok) return given;
  }
  return ok(undefined);
}

function plan(
  { replacements, ordered, forgotten = () => false }: Replacing,
  dependents: readonly Dependent[],
): Result<Step[]> {
  const gone = new Set(replacements.map(({ old }) => old?.oid));
  const again = dependents.filter((view) => !gone.has(view.oid) && !forgotten(view));
  const creating = new Map(again.map((view) => [view.oid, { needs: [] as Step[], ...creation(view) }]));
  const placing = replacements.map((places) => {
    const { old, shadow, sql } = places;
    const oid = shadow?.oid ?? 0;
    // A view made again names what it reads: a shadow keeps its name until all who call it by that are made.
    const readers = again.filter((view) => view.reads.includes(oid) || view.oid === oid);
    const needs = readers.flatMap((view): Step[] => {
      const made = creating.get(view.oid);
      return made === undefined ? [] : [made];
    });
    return { old, step: { needs, sql, places } satisfies Step };
  });
  for (const view of again)
    for (const oid of view.reads) {
      const own = creating.get(view.oid);
      const made = creating.get(oid);
      if (made !== undefined) own?.needs.push(made);
      const placed = placing.find(({ old }) => old?.oid === oid);
      if (placed !== undefined) own?.needs.push(placed.step);
    }
  if (ordered)
    for (const [at, { step }] of placing.entries()) {
      const before = placing[at - 1];
      if (before !== undefined) step.needs.push(before.step);
    }
  // Who reads what is in place already comes first: what is made next may read it in turn.
  const made = inOrder([...creating.values(), ...placing.map(({ step }) => step)]);
  if (made === null)
    return fail('SQL_FAILED', {
      message: 'A view reads both a relation being replaced and the one that replaces it, so no order works.',
      next: 'Let the view read one of them only.',
    });
  const dropped = inOrder(dropSteps(dependents)) ?? [];
  const others = replacements.flatMap(({ target, old }): Step[] => {
    if (old === undefined || dependents.some(({ oid }) => oid === old.oid)) return [];
    return [{ needs: [], sql: [`drop ${old.kind} ${quoteAt(target)}`] }];
  });
  return ok([...dropped, ...others, ...made]);
}

/** Who reads is dropped before what it reads. */
function dropSteps(dependents: readonly Dependent[]): Step[] {
  const steps = new Map(
    dependents.map((view) => [view.oid, { needs: [] as Step[], sql: [`drop ${view.kind} ${view.quoted}`] }]),
  );
  for (const view of dependents) {
    const step = steps.get(view.oid);
    if (step !== undefined) for (const oid of view.reads) steps.get(oid)?.needs.push(step);
  }
  return [...steps.values()];
}

function creation(view: Dependent): Pick<Step, 'sql' | 'failed'> {
  return {
    sql: view.create,
    failed: (failure) => ({
      ...failure,
      subject: `${view.schema}.${view.name}`,
      message: `The view ${view.schema}.${view.name} reads what is being replaced and can’t be made on the new one. ${failure.message}`,
      next: 'Change or drop that view, or keep what it reads, then build again.',
    }),
  };
}

/** Null when each of those left waits for another of them. */
function inOrder(steps: readonly Step[]): Step[] | null {
  const left = new Set(steps);
  const done: Step[] = [];
  while (left.size > 0) {
    const next = [...left].find(({ needs }) => !needs.some((need) => left.has(need)));
    if (next === undefined) return null;
    left.delete(next);
    done.push(next);
  }
  return done;
}
