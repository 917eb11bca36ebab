import { layerOf, nameOf, type RelationName } from '../../../shared/domain/relation.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { quoteName, quoteText } from './connection.ts';
import { forgetSql } from './ddl.ts';
import { type Dependent, dependentsOf } from './dependents.ts';
import { lockTables } from './lockTables.ts';
import type { Places } from './places.ts';
import { plain } from './prepare.ts';
import { grantsOf, tidyNames } from './renamed.ts';
import type { Transaction } from './transaction.ts';

export interface Pair {
  readonly shadow: RelationName;
  readonly target: RelationName;
}

interface Known {
  readonly oid: number;
  readonly kind: 'table' | 'view' | 'materialized view';
}

/** A step that can only be taken once what it reads has its final name, and before what it reads by a name loses that. */
interface Step {
  readonly needs: readonly Step[];
  readonly sql: readonly string[];
  readonly failed?: (failure: Failure) => Failure;
}

/**
 * Views hold on to a relation by its number, not its name: left alone they would read the old one or be in the way of its
 * going. So they are dropped and made again, in order, as they were.
 */
export async function replaceAll(
  transaction: Transaction,
  places: Places,
  pairs: readonly Pair[],
  lockMs: number,
): Promise<Result<void>> {
  if (pairs.length === 0) return ok(undefined);
  const shadows = await known(transaction, places, pairs, 'shadow');
  if (!shadows.ok) return shadows;
  const missing = pairs.find(({ shadow }) => !shadows.value.has(shadow));
  if (missing !== undefined)
    return fail('SQL_FAILED', {
      subject: missing.target,
      message: `${missing.target} can’t be replaced: there is no ${missing.shadow} to take its place.`,
      next: 'Build it again.',
    });
  const targets = await known(transaction, places, pairs, 'target');
  if (!targets.ok) return targets;
  const tables = pairs.filter(({ target }) => targets.value.get(target)?.kind === 'table');
  const locked = await lockTables(
    transaction,
    tables.map(({ target }) => places.quote(target)),
    lockMs,
  );
  if (!locked.ok) return locked;
  const replaced = [...targets.value.values()].map(({ oid }) => oid);
  const dependents = await dependentsOf(transaction, replaced);
  if (!dependents.ok) return dependents;
  const grants = await grantsOf(transaction, replaced);
  if (!grants.ok) return grants;
  const steps = plan(places, pairs, shadows.value, targets.value, dependents.value, grants.value);
  if (!steps.ok) return steps;
  for (const { sql, failed } of steps.value) {
    const done = await transaction.script(sql.join(';\n'));
    if (!done.ok) return failed === undefined ? done : { ok: false, failure: failed(done.failure) };
  }
  return tidyNames(transaction, places, pairs);
}

async function known(
  transaction: Transaction,
  places: Places,
  pairs: readonly Pair[],
  side: keyof Pair,
): Promise<Result<Map<RelationName, Known>>> {
  const names = pairs.map((pair) => pair[side]);
  const list = names
    .map((name) => `(${quoteText(places.prefix + layerOf(name))}, ${quoteText(nameOf(name))})`)
    .join(', ');
  const answer = await transaction.run(
    plain(`select c.oid, n.nspname, c.relname,
        case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where (n.nspname, c.relname) in (${list})`),
  );
  if (!answer.ok) return answer;
  const found = new Map<RelationName, Known>();
  for (const [oid, schema, name, kind] of answer.value.rows) {
    const relation = places.relation(String(schema), String(name));
    if (relation !== null) found.set(relation, { oid: Number(oid), kind: kind as Known['kind'] });
  }
  return ok(found);
}

function plan(
  places: Places,
  pairs: readonly Pair[],
  shadows: ReadonlyMap<RelationName, Known>,
  targets: ReadonlyMap<RelationName, Known>,
  dependents: readonly Dependent[],
  grants: ReadonlyMap<number, readonly string[]>,
): Result<Step[]> {
  const gone = new Set([...targets.values()].map(({ oid }) => oid));
  const again = dependents.filter(({ oid }) => !gone.has(oid));
  const creating = new Map(again.map((view) => [view.oid, { needs: [] as Step[], ...creation(view) }]));
  const renaming = pairs.map((pair) => {
    const oid = shadows.get(pair.shadow)?.oid ?? 0;
    // A view made again names what it reads: a shadow keeps its name until all who call it by that are made.
    const readers = again.filter((view) => view.reads.includes(oid) || view.oid === oid);
    const needs = readers.flatMap((view) => creating.get(view.oid) ?? []);
    const kind = shadows.get(pair.shadow)?.kind ?? 'table';
    const kept = grants.get(targets.get(pair.target)?.oid ?? 0) ?? [];
    return { pair, oid, step: { needs, sql: [...renameSql(places, pair, kind), ...kept] } satisfies Step };
  });
  for (const view of again)
    for (const oid of view.reads) {
      const made = creating.get(oid);
      if (made !== undefined) creating.get(view.oid)?.needs.push(made);
      const replaced = pairs.find(({ target }) => targets.get(target)?.oid === oid);
      const renamed = renaming.find(({ pair }) => pair === replaced);
      if (renamed !== undefined) creating.get(view.oid)?.needs.push(renamed.step);
    }
  const made = inOrder([...creating.values(), ...renaming.map(({ step }) => step)]);
  if (made === null)
    return fail('SQL_FAILED', {
      message: 'A view reads both a relation being replaced and the one that replaces it, so no order works.',
      next: 'Let the view read one of them only.',
    });
  const dropped = [...(inOrder(dropSteps(dependents)) ?? [])];
  const targetDrops = pairs.flatMap(({ target }): Step[] => {
    const found = targets.get(target);
    if (found === undefined || dependents.some(({ oid }) => oid === found.oid)) return [];
    return [{ needs: [], sql: [`drop ${found.kind} ${places.quote(target)}`] }];
  });
  const names = pairs.map(({ target }) => target);
  return ok([...dropped, ...targetDrops, { needs: [], sql: [forgetSql(places, names)] }, ...made]);
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

function renameSql(places: Places, { shadow, target }: Pair, kind: Known['kind']): string[] {
  const moved = layerOf(shadow) !== layerOf(target);
  const schema = quoteName(places.prefix + layerOf(target));
  return [
    ...(moved ? [`alter ${kind} ${places.quote(shadow)} set schema ${schema}`] : []),
    `alter ${kind} ${schema}.${quoteName(nameOf(shadow))} rename to ${quoteName(nameOf(target))}`,
    `update ${places.columns} set relation = ${quoteText(target)} where relation = ${quoteText(shadow)}`,
  ];
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
