import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Control } from '../../../audit/packages/material/common.ts';
import type { PeriodMaterial } from '../../../audit/packages/material/period.ts';
import type { RowSet } from '../../../audit/packages/material/rowSet.ts';
import type { LoadEntry, Loads } from '../../../warehouse/loads.ts';
import { beginningOf, dayAfter } from '../../models/screens/quality/days.ts';
import type { AuditSurroundings } from '../surroundings.ts';
import { gatherAround } from './around/gatherAround.ts';
import { sourceOf } from './around/registerOf.ts';
import type { Gathered } from './gathered.ts';
import { createHeldRows } from './heldRows.ts';
import { countedRecords } from './period/countedRecords.ts';
import { dailyOutcomes } from './period/dailyOutcomes.ts';
import { periodFigures } from './period/periodFigures.ts';
import {
  buildsTable,
  directivesTable,
  loadsTable,
  runsTable,
  type Span,
  versionsTable,
} from './period/periodTables.ts';
import { studiesInto } from './relation/studiesInto.ts';

type Subject = Extract<AuditSubject, { kind: 'period' }>;

/** Everything that was loaded, built, run, found and recommended from one day to another, and the outcomes of those days. */
export async function gatherPeriod(
  subject: Subject,
  around: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<Gathered<PeriodMaterial>>> {
  const { from, to } = subject;
  const { store, loads } = around.warehouse;
  const { workspace } = around;
  if (to < from)
    return fail('BAD_INPUT', {
      message: `The period ends on ${to}, before it begins on ${from}.`,
      next: 'Write the earlier day first.',
    });
  const span: Span = {
    from: beginningOf(from, workspace.zone),
    until: beginningOf(dayAfter(to), workspace.zone),
  };
  const entries = await loadsWithin(loads, span);
  if (!entries.ok) return entries;
  const [builds, runs, studies, directives] = [
    await buildsTable(store, span, signal),
    await runsTable(store, span),
    await versionsTable(store, span, signal),
    await directivesTable(store, span, signal),
  ];
  if (!builds.ok) return builds;
  if (!runs.ok) return runs;
  if (!studies.ok) return studies;
  if (!directives.ok) return directives;
  const counted = await countedRecords(store, span, signal);
  if (!counted.ok) return counted;
  const sets = {
    ...{ loads: loadsTable(entries.value), builds: builds.value, runs: runs.value },
    ...{ studies: studies.value, directives: directives.value },
  };
  const daily = await dailyOutcomes(
    around,
    subject,
    Object.values(sets).map(({ name }) => name),
    signal,
  );
  if (!daily.ok) return daily;
  const project = await around.project();
  if (!project.ok) return project;
  const about = [
    ...new Set<RelationName>([
      ...daily.value.map(({ relation }) => relation),
      ...entries.value.map(({ relation }) => relation),
    ]),
  ];
  const told = await gatherAround(around, project.value, about, await studiesInto(workspace.path), signal);
  if (!told.ok) return told;
  const held = createHeldRows();
  const tables = [...Object.values(sets).map(held.hold), ...daily.value.map(({ set }) => set)];
  const figures = periodFigures(sets, counted.value, daily.value);
  const { controls, refused, relations, checks, exceptions } = told.value;
  const lines = new Map(told.value.sources.map((one) => [one.load, one]));
  // Loads whose records were replaced since came all the same.
  for (const entry of entries.value) if (!lines.has(entry.load)) lines.set(entry.load, sourceOf(entry, null));
  return ok({
    paged: daily.value.map(({ relation }) => relation),
    pageOf: (page, by) =>
      daily.value.find(({ set }) => set.name === page.set)?.pageOf(page, by) ?? held.pageOf(page, by),
    material: {
      ...{ kind: 'period', subject, tables, figures },
      title: `${workspace.name}, ${from} to ${to}`,
      conclusion: conclusionOf(sets, from, to),
      status: exceptions.some(({ severity }) => severity === 'high')
        ? 'Checks speak against data behind it'
        : 'No check speaks against the data behind it',
      scope: [
        `From ${from} to ${to}, both included, by days of ${workspace.zone}.`,
        'Loads, builds, runs of pipelines and of studies, directives, and the outcomes of each day that studies look at.',
        'Relations are told as they stand now.',
      ],
      ...{ workspace: workspace.name, zone: workspace.zone, currency: workspace.currency },
      ...{ asOf: newestIn(sets, span), program: around.program, engine: store.engine },
      parameters: [
        { group: 'period', name: 'first day', value: { day: from }, told: 'Included.' },
        { group: 'period', name: 'last day', value: { day: to }, told: 'Included.' },
        {
          group: 'period',
          name: 'from',
          value: { instant: span.from },
          told: 'When the first day begins there, in UTC.',
        },
        {
          group: 'period',
          name: 'until',
          value: { instant: span.until },
          told: 'When the day after the last begins, in UTC.',
        },
        { group: 'period', name: 'zone', value: workspace.zone, told: 'Whose days they are.' },
      ],
      queries: daily.value.map(({ set, sql }) => ({ name: set.name, sql })),
      controls: [...controls, ...tables.flatMap((set) => sheetControls(set, counted.value, daily.value))],
      ...{
        sources: [...lines.values()].sort((a, b) => a.load - b.load),
        refused,
        relations,
        checks,
        exceptions,
      },
      notRecomputed: [
        {
          what: 'Verdicts, directives and what came of them',
          method: 'As they are on record: the package of a finding makes one again.',
          seed: null,
          version: `Leadline ${around.program}`,
        },
      ],
      names: [],
    },
  });
}

async function loadsWithin(loads: Loads, { from, until }: Span): Promise<Result<LoadEntry[]>> {
  const PAGE = 500;
  const within: LoadEntry[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const page = await loads.ledger({ skip, take: PAGE });
    if (!page.ok) return page;
    for (const entry of page.value) {
      const at = new Date(entry.at).toISOString();
      if (at >= from && at < until) within.push(entry);
    }
    if (page.value.length < PAGE) return ok(within.reverse());
  }
}

function conclusionOf(sets: { readonly [key: string]: RowSet }, from: string, to: string): string {
  const count = (key: string, one: string, many: string) => {
    const rows = sets[key]?.count ?? 0;
    return `${rows.toLocaleString('en')} ${rows === 1 ? one : many}`;
  };
  return `From ${from} to ${to} there were ${count('loads', 'load', 'loads')}, ${count('builds', 'build', 'builds')}, ${count('runs', 'run of a pipeline', 'runs of pipelines')}, ${count('studies', 'run of a study', 'runs of studies')} and ${count('directives', 'directive', 'directives')}.`;
}

/** The latest moment that anything here tells of. */
function newestIn(sets: { readonly [key: string]: RowSet }, { from }: Span): string {
  let newest = from;
  for (const { columns, rows } of Object.values(sets))
    for (const [at, { type }] of columns.entries())
      if (type.kind === 'instant')
        for (const row of rows ?? []) {
          const value = row[at];
          if (typeof value === 'string' && value > newest) newest = value;
        }
  return new Date(newest).toISOString();
}

function sheetControls(
  set: RowSet,
  counted: Readonly<Record<string, number>>,
  daily: readonly { readonly set: RowSet; readonly relation: string }[],
): Control[] {
  const its = daily.find((one) => one.set.name === set.name);
  const known = counted[set.name.toLowerCase()];
  const stored: Control = {
    ...{
      id: `counted ${set.name}`,
      stage: its === undefined ? 'source' : 'analytics',
      of: its?.relation ?? 'records',
      what: 'rows of the period',
    },
    ...{
      value: { is: 'stored', value: known ?? set.count },
      against: null,
      told: 'Counted by the database.',
    },
  };
  return [
    stored,
    {
      ...{ id: `sheet ${set.name}`, stage: 'sheet', of: set.name, what: 'rows' },
      value: { is: 'live', table: set.name, measure: { is: 'rows' }, format: 'general' },
      against: stored.id,
      told: 'Counted by Excel on its sheet.',
    },
  ];
}
