import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import { layerOf } from '../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Control, Exception } from '../../../audit/packages/material/common.ts';
import type { ColumnTold, RelationMaterial } from '../../../audit/packages/material/relation.ts';
import type { Relation } from '../../../warehouse/store.ts';
import { lastDiff } from '../../models/screens/lastDiff.ts';
import type { AuditSurroundings } from '../surroundings.ts';
import { type Around, gatherAround } from './around/gatherAround.ts';
import type { Gathered } from './gathered.ts';
import { minorDigits } from './minorDigits.ts';
import { columnTotals } from './relation/columnTotals.ts';
import { relationFigures } from './relation/relationFigures.ts';
import { studiesInto } from './relation/studiesInto.ts';
import { rowColumn } from './rowColumns.ts';

type Subject = Extract<AuditSubject, { kind: 'relation' }>;

const ROWS = 'Rows';

/** A whole relation: every row in pages, and what the database says it adds up to. */
export async function gatherRelation(
  subject: Subject,
  around: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<Gathered<RelationMaterial>>> {
  const { relation } = subject;
  const { store } = around.warehouse;
  const described = await store.describe(relation, { signal });
  if (!described.ok) return described;
  const its = described.value;
  if (its === null)
    return fail('BAD_INPUT', {
      message: `There is no relation ${relation}.`,
      next: 'Load or build it first, or choose another: `tables` lists them.',
      subject: relation,
    });
  const project = await around.project();
  if (!project.ok) return project;
  const others = await studiesInto(around.workspace.path);
  const told = await gatherAround(around, project.value, [relation], others, signal);
  if (!told.ok) return told;
  const totals = await columnTotals(store, relation, its.columns, signal);
  if (!totals.ok) return totals;
  const own = told.value.relations.find((one) => one.relation === relation);
  const node = told.value.made.find((one) => one.relation === relation)?.node;
  const difference = node ? await lastDiff(store, project.value.name, node.uniqueId) : ok(null);
  if (!difference.ok) return difference;
  const { workspace } = around;
  const money = { currency: workspace.currency, digits: minorDigits(workspace.currency) };
  const columns = its.columns.map(rowColumn);
  const { rows } = totals.value;
  const { controls, sources, refused, relations, checks } = told.value;
  const speaking = told.value.exceptions;
  const failed = speaking.filter(({ severity }) => severity === 'high').length;
  return ok({
    paged: [relation],
    pageOf: async ({ offset, limit }, by) => {
      const orderBy = its.key.map((column) => ({ column }));
      const page = await store.page(
        { relation, offset, limit, ...(orderBy.length > 0 && { orderBy }) },
        { signal: by, priority: 'background' },
      );
      return page.ok ? ok(page.value.rows) : page;
    },
    material: {
      ...{ kind: 'relation', subject },
      title: relation,
      conclusion: conclusionOf(relation, rows, own?.about ?? '', failed),
      status:
        failed === 0
          ? 'No check speaks against it'
          : `${failed} checks speak against it or what it is made from`,
      scope: [
        `All ${rows.toLocaleString('en')} rows of ${relation}, ${its.kind === 'view' ? 'a view' : `of the layer ${layerOf(relation)}`}.`,
        its.key.length === 0
          ? 'It has no primary key: rows stand in the order in which they lie.'
          : `Rows stand by ${its.key.join(', ')}.`,
        'Amounts of money stand in units of the currency, except in columns called …_minor, which count minor ones.',
      ],
      ...{ workspace: workspace.name, zone: workspace.zone, currency: workspace.currency },
      asOf: own?.at ?? newestOf(told.value),
      ...{ program: around.program, engine: store.engine },
      parameters: [
        { group: 'relation', name: 'name', value: relation, told: own?.about ?? '' },
        {
          group: 'relation',
          name: 'version',
          value: own?.version ?? 'none on record',
          told: 'The load, build or step that wrote it last.',
        },
        {
          group: 'relation',
          name: 'written at',
          value: own?.at === null || own?.at === undefined ? null : { instant: own.at },
          told: 'UTC.',
        },
        {
          group: 'rows',
          name: 'order',
          value: its.key.join(', ') || 'as they lie',
          told: 'In which they stand on the sheet Rows.',
        },
        { group: 'rows', name: 'sampling', value: 'none', told: 'Every row is there, in the full package.' },
      ],
      queries: [
        {
          name: 'The rows',
          sql: `select * from ${relation}${its.key.length === 0 ? '' : ` order by ${its.key.join(', ')}`}`,
        },
        ...(own?.sql == null ? [] : [{ name: 'How it is made', sql: own.sql }]),
      ],
      controls: [...controls, sheetControl(relation)],
      ...{
        sources,
        refused,
        relations,
        checks,
        exceptions: [...speaking, ...emptyColumns(its, totals.value)],
      },
      notRecomputed: [
        {
          what: 'How rows were made of those before',
          method:
            'By the statement on Parameters, in the database. The sheets Sources and Control totals lead back through its inputs.',
          seed: null,
          version: `Leadline ${around.program}`,
        },
      ],
      names: [],
      rows: { name: ROWS, title: `Rows of ${relation}`, columns, count: rows, rows: null },
      figures: relationFigures(ROWS, its.columns, totals.value, money),
      columns: columnsTold(its, told.value),
      difference: differenceTold(difference.value),
    },
  });
}

function conclusionOf(relation: string, rows: number, about: string, failed: number): string {
  const what = about === '' ? '' : ` ${about.replace(/\s+/g, ' ').trim()}`;
  return `${relation} holds ${rows.toLocaleString('en')} rows.${what} ${failed === 0 ? 'No check speaks against it or against what it is made from.' : `${failed} checks speak against it or against what it is made from: the sheet Exceptions tells them.`}`;
}

function newestOf({ relations }: Pick<Around, 'relations'>): string {
  const written = relations.flatMap(({ at }) => (at === null ? [] : [at])).sort();
  return written.at(-1) ?? new Date(0).toISOString();
}

function sheetControl(relation: string): Control {
  return {
    ...{ id: `sheet ${ROWS}`, stage: 'sheet', of: ROWS, what: 'rows' },
    value: { is: 'live', table: ROWS, measure: { is: 'rows' }, format: 'general' },
    against: `rows ${relation}`,
    told: 'Counted by Excel on its sheets.',
  };
}

/** A column without any value is mostly a mistake of the model. */
function emptyColumns(
  { columns }: Relation,
  totals: { of(column: string): { known: number } | null; rows: number },
): Exception[] {
  if (totals.rows === 0) return [];
  return columns
    .filter(({ name }) => totals.of(name)?.known === 0)
    .map(({ name }) => ({
      ...{ id: `empty ${name}`, severity: 'low' as const, found: 'column', rows: totals.rows },
      told: `${name} has no value in any row.`,
    }));
}

function columnsTold({ columns }: Relation, { made, described }: Around): ColumnTold[] {
  return columns.map(({ name, type, nullable, comment }) => ({
    ...{ name, nullable, told: comment ?? '' },
    type: type.kind === 'decimal' ? `amount, ${type.scale} digits` : type.kind,
    from: made
      .slice(0, -1)
      .map(({ relation }) => described.get(relation))
      .filter((one) => one?.columns.some((column) => column.name === name))
      .map((one) => one?.name ?? ''),
  }));
}

function differenceTold(
  difference: {
    readonly at: string;
    readonly rowsBefore: number | null;
    readonly rowsAfter: number | null;
    readonly added: number | null;
    readonly removed: number | null;
    readonly changed: number | null;
    readonly note: string | null;
  } | null,
): string | null {
  if (difference === null) return null;
  const { at, rowsBefore, rowsAfter, added, removed, changed, note } = difference;
  const count = (value: number | null) => value?.toLocaleString('en') ?? 'not counted';
  return `The build of ${at} made ${count(rowsAfter)} rows of ${count(rowsBefore)}: ${count(added)} came, ${count(removed)} went, ${count(changed)} changed.${note === null ? '' : ` ${note}`}`;
}
