import type { Anonymised } from '../packages/material/common.ts';
import type { Figure } from '../packages/material/figure.ts';
import type { Material } from '../packages/material/material.ts';
import type { RowSet, RowsOf } from '../packages/material/rowSet.ts';
import { toleranceOf } from '../packages/sheet/ties.ts';
import { anonymisedAround, anonymisedControls } from './common.ts';
import { anonymisedFinding } from './finding.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { setsOf } from './setsOf.ts';
import { type AnonymisedTable, anonymisedTable } from './tables.ts';
import { createTexts } from './texts.ts';
import { toldOf } from './told.ts';

export interface AnonymisedMaterial {
  readonly material: Material;
  /** By the name it has now, a table with the name it had. */
  readonly tables: ReadonlyMap<string, { readonly was: string; readonly table: AnonymisedTable }>;
}

/** Names of tables and tiles that are the program's; any other may be somebody's. */
const TABLES: ReadonlySet<string> = new Set([
  ...['Rows', 'Raw signal', 'Raw outcome', 'Steps', 'Tries', 'Wrote', 'Loads', 'Builds', 'Runs', 'Studies'],
  ...['Directives', 'Findings', 'Spiking now', 'Failed checks', 'Changes', 'Freshness', 'Daily outcomes'],
]);
const ELSEWHERE: ReadonlySet<string> = new Set(['records', 'Home', 'tries', 'studies', 'run']);

/**
 * A package without names, as material: the same under the same key. Every table is read twice through `rowsOf`, since what has
 * to be hidden of a column depends on all of it.
 */
export async function anonymised(
  material: Material,
  key: Uint8Array,
  rowsOf: RowsOf,
): Promise<AnonymisedMaterial> {
  const pseudonyms = createPseudonyms(key);
  const texts = createTexts(material, pseudonyms);
  const sets = setsOf(material);
  const names = new Map(
    sets.map(({ name }, at) => [name, TABLES.has(name) ? name : `Table ${at + 1}`] as const),
  );
  const tableOf = (name: string) =>
    names.get(name) ?? (ELSEWHERE.has(name) ? name : pseudonyms.of('table', name));
  const figures = figuresOf(material);
  const place = {
    ...{ pseudonyms, asOf: material.asOf, minorDigits: minorDigitsOf(material.currency) },
    isOwn: material.kind === 'relation' || material.kind === 'finding',
    withAmounts: material.kind !== 'finding',
  };
  const tables = new Map<string, AnonymisedTable>();
  for (const set of sets) {
    const isOwn = place.isOwn || (material.kind === 'period' && set.rows === null) || !TABLES.has(set.name);
    tables.set(
      set.name,
      await anonymisedTable(
        set,
        { name: tableOf(set.name), title: TITLES[material.kind] ?? texts.clean(set.title) },
        {
          ...{ place: { ...place, isOwn }, rowsOf },
          measures: figures.filter(({ table }) => table === set.name).map(({ measure }) => measure),
        },
      ),
    );
  }
  const dropped: string[] = [];
  const changed = (figure: Figure): Figure[] => {
    const stored = tables.get(figure.table)?.figure(figure.measure, figure.stored);
    if (stored === undefined) {
      dropped.push(texts.clean(figure.title));
      return [];
    }
    return [
      {
        ...{ ...figure, stored, table: tableOf(figure.table), id: texts.clean(figure.id) },
        ...{ title: texts.clean(figure.title), definition: texts.clean(figure.definition) },
        // One made of the figure as it was would tell it.
        tolerance: figure.tolerance === toleranceOf(figure.stored) ? toleranceOf(stored) : figure.tolerance,
      },
    ];
  };
  const setOf = (set: RowSet): RowSet =>
    tables.get(set.name)?.set ?? { ...set, columns: [], count: 0, rows: [] };
  const common = {
    ...anonymisedAround(material, pseudonyms, texts),
    ...{ zone: material.zone, currency: material.currency, asOf: material.asOf },
    ...{ program: material.program, engine: material.engine },
    controls: anonymisedControls(material.controls, { pseudonyms, texts, tableOf }),
    scope: ['Anonymised: the sheet of that name says what was done, what still ties and what can’t.'],
  };
  const rest = (): Anonymised => toldOf(material, tables.values(), dropped, tableOf);
  return {
    material: made(),
    tables: new Map([...tables].map(([was, table]) => [table.set.name, { was, table }])),
  };

  function made(): Material {
    switch (material.kind) {
      case 'finding': {
        const raw = { signal: setOf(material.signal.raw), outcome: setOf(material.outcome.raw) };
        return { ...common, ...anonymisedFinding(material, raw, pseudonyms), anonymised: rest() };
      }
      case 'relation': {
        const relation = pseudonyms.relation(material.subject.relation);
        return {
          ...{ ...common, kind: 'relation', subject: { kind: 'relation', relation } },
          ...{ rows: setOf(material.rows), figures: material.figures.flatMap(changed) },
          ...{ title: relation, difference: 'What the last build changed is left out.' },
          conclusion: `${relation} holds ${material.rows.count.toLocaleString('en')} rows.`,
          status: material.status,
          columns: material.columns.map(({ name, type, nullable, from }) => ({
            ...{ name, type, nullable, told: '' },
            from: from.map((one) => pseudonyms.relation(one)),
          })),
          anonymised: rest(),
        };
      }
      case 'run': {
        const run = pseudonyms.of('run', material.subject.run);
        return {
          ...{ ...common, kind: 'run', subject: { kind: 'run', run }, title: run, status: material.status },
          ...{ steps: setOf(material.steps), tries: setOf(material.tries), wrote: setOf(material.wrote) },
          figures: material.figures.flatMap(changed),
          conclusion: `The run ${run} is ${material.status}, with ${material.steps.count} steps.`,
          anonymised: rest(),
        };
      }
      case 'period': {
        const { subject } = material;
        return {
          ...{ ...common, kind: 'period', subject, status: material.status },
          ...{ tables: material.tables.map(setOf), figures: material.figures.flatMap(changed) },
          ...{ title: `${subject.from} to ${subject.to}`, conclusion: material.conclusion },
          anonymised: rest(),
        };
      }
      case 'dashboard': {
        const { name } = material.subject;
        const called = name === 'brief' ? name : pseudonyms.of('dashboard', name);
        return {
          ...{ ...common, kind: 'dashboard', subject: { kind: 'dashboard', name: called }, title: called },
          ...{
            conclusion: `What ${called} told, in ${material.tiles.length} tables.`,
            status: 'As it was told',
          },
          tiles: material.tiles.map((tile) => ({
            ...{ id: tile.id, title: tableOf(tile.rows.name), definition: texts.clean(tile.definition) },
            ...{ query: null, rows: setOf(tile.rows), figures: tile.figures.flatMap(changed) },
            filter: tile.filter,
          })),
          anonymised: rest(),
        };
      }
    }
  }
}

/** Of tables whose titles name what they are of. */
const TITLES: Partial<Readonly<Record<Material['kind'], string>>> = {
  finding: 'Days and ids of the records behind it, without amounts',
  relation: 'Rows of the relation',
};

function figuresOf(material: Material): readonly Figure[] {
  if (material.kind === 'finding') return [];
  return material.kind === 'dashboard' ? material.tiles.flatMap(({ figures }) => figures) : material.figures;
}

function minorDigitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
