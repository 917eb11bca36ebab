import { canonicalText } from './canonical.ts';
import { collapseDeletions } from './collapseDeletions.ts';
import { compareRows, type RowRules, type Window } from './compareRows.ts';
import { parseCsv } from './csv.ts';
import { familyOf } from './family.ts';
import { type ExpectedRelation, expectedCsv, expectedRelations, type History, type Step } from './history.ts';
import type { World } from './world.ts';

/** Every relation there is after a step, with its columns and rows. Also how many rows were compared. */
export async function compareRelations(
  history: History,
  step: Step,
  world: World,
  windows: ReadonlyMap<string, Window>,
): Promise<{ readonly faults: readonly string[]; readonly rows: number; readonly notes: readonly string[] }> {
  const expected = expectedRelations(history, step);
  if (expected === null) return { faults: [], rows: 0, notes: [] };
  const there = new Map((await world.relations()).map((one) => [`${one.schema}.${one.name}`, one]));
  const faults: string[] = [];
  const notes: string[] = [];
  let rows = 0;
  const wanted = new Set(expected.map(({ schema, name }) => `${schema}.${name}`));
  for (const [full, { name }] of there)
    if (!wanted.has(full) && !history.mayRemain(name, full)) faults.push(`${full} is there and not expected`);
  for (const relation of expected) {
    const full = `${relation.schema}.${relation.name}`;
    const found = there.get(full);
    if (found === undefined) {
      faults.push(`${full} is not there`);
      continue;
    }
    if (!world.sameKind(relation.kind, found.kind))
      faults.push(`${full}: expected a ${relation.kind}, got a ${found.kind}`);
    const shape = compareColumns(relation, found.columns, world);
    if (shape.length > 0) {
      faults.push(...shape.map((fault) => `${full}: ${fault}`));
      continue;
    }
    const oddity = history.oddity(relation.name, step.id);
    if (oddity === 'follows') {
      notes.push(`rows of ${full} follow a defect of dbt`);
      continue;
    }
    const families = relation.columns.map(([, type]) => familyOf(type));
    const columns = relation.columns.map(([name]) => name);
    const recorded = parseCsv(expectedCsv(history, step, relation));
    const got = {
      columns,
      rows: (await world.rows(full, columns)).map((row) =>
        row.map((cell, at) => canonicalText(cell, families[at] ?? 'text')),
      ),
    };
    // Of what is debatable dbt's own rows are asked for, a repeated deletion row apart.
    const tidy = oddity === undefined ? <T>(table: T) => table : collapseDeletions;
    const rules: RowRules = {
      columns,
      families,
      loose: new Set([...(history.looseColumns[relation.name] ?? []), ...world.looseColumns]),
      windows,
    };
    const left = tidy(recorded).rows;
    rows += left.length;
    faults.push(...compareRows(left, tidy(got).rows, rules).map((fault) => `${full}: ${fault}`));
  }
  return { faults, rows, notes };
}

function compareColumns(
  { columns }: ExpectedRelation,
  found: readonly (readonly [string, string])[],
  world: World,
): string[] {
  const names = (list: readonly (readonly [string, string])[]) => list.map(([name]) => name).join(', ');
  if (names(columns) !== names(found)) return [`expected the columns ${names(columns)}, got ${names(found)}`];
  return columns.flatMap(([name, type], at) => {
    const got = found[at]?.[1] ?? '';
    return world.sameType(type, got) ? [] : [`${name}: expected the type ${type}, got ${got}`];
  });
}
