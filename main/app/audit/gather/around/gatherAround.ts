import { layerOf, type RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { CheckTold, Common, Control, RelationTold } from '../../../../audit/packages/material/common.ts';
import type { Project } from '../../../../models/project/project.ts';
import { createRecords } from '../../../../models/records/createRecords.ts';
import type { Relation } from '../../../../warehouse/store.ts';
import { writtenDatasets } from '../../../pipelines/datasets.ts';
import type { AuditSurroundings } from '../../surroundings.ts';
import { checksOf } from './checksOf.ts';
import { checkExceptions, refusedExceptions } from './exceptionsOf.ts';
import { registerOf } from './registerOf.ts';
import { stageTotals } from './stageTotals.ts';
import { type Made, upstreamOf } from './upstream.ts';

/** What every package tells of the way from the sources to the relations it is about. */
export type Around = Pick<
  Common,
  'controls' | 'sources' | 'refused' | 'relations' | 'checks' | 'exceptions'
> & { readonly made: readonly Made[]; readonly described: ReadonlyMap<RelationName, Relation> };

export async function gatherAround(
  surroundings: AuditSurroundings,
  project: Project,
  relations: readonly RelationName[],
  others: ReadonlyMap<RelationName, readonly RelationName[]>,
  signal: AbortSignal,
): Promise<Result<Around>> {
  const { store } = surroundings.warehouse;
  const made = upstreamOf(project, relations, others);
  const names = made.map(({ relation }) => relation);
  const catalog = await store.catalog({ signal });
  if (!catalog.ok) return catalog;
  const described = new Map(
    catalog.value.filter(({ name }) => names.includes(name)).map((one) => [one.name, one]),
  );
  const there = names.filter((name) => described.has(name));
  const register = await registerOf(
    surroundings,
    there.filter((name) => layerOf(name) === 'raw'),
    signal,
  );
  if (!register.ok) return register;
  const totals = await stageTotals(store, [...described.values()], names, signal);
  if (!totals.ok) return totals;
  // Only read here: when it is doesn't matter.
  const states = await createRecords(store, () => new Date(0)).states(project.name);
  if (!states.ok) return states;
  const written = await writtenDatasets(store, there, signal);
  if (!written.ok) return written;
  const checks = await checksOf(
    store,
    made.flatMap(({ node }) => (node === null ? [] : [node.uniqueId])),
  );
  if (!checks.ok) return checks;
  const told = made
    .filter(({ relation }) => described.has(relation))
    .map(({ relation, node, from }): RelationTold => {
      const state = node === null ? undefined : states.value.get(node.uniqueId);
      return {
        ...{ relation, from, rows: totals.value.rows.get(relation) ?? null },
        version: written.value.get(relation)?.version ?? null,
        at: written.value.get(relation)?.at ?? null,
        about: node?.description || (described.get(relation)?.comment ?? ''),
        sql: state?.sql.trim() || null,
      };
    });
  const built = made.flatMap(({ relation, node }): Control[] => {
    const state = node === null ? undefined : states.value.get(node.uniqueId);
    return state?.rows == null || layerOf(relation) === 'raw' ? [] : [builtControl(relation, state.rows)];
  });
  return ok({
    made,
    described,
    controls: [...register.value.controls, ...totals.value.controls, ...built],
    sources: register.value.sources,
    refused: register.value.refused,
    relations: told,
    checks: checks.value,
    exceptions: [
      ...checkExceptions(checks.value as readonly CheckTold[]),
      ...refusedExceptions(register.value.sources),
    ],
  });
}

function builtControl(relation: RelationName, rows: number): Control {
  return {
    ...{ id: `built ${relation}`, stage: layerOf(relation), of: relation, what: 'rows when it was built' },
    value: { is: 'stored', value: rows },
    against: `rows ${relation}`,
    told: 'As the last build that published it counted.',
  };
}
