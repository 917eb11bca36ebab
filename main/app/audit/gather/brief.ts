import type { Brief } from '../../../../shared/contract/brief.ts';
import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import { inputsOf } from '../../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Control, Exception, Parameter } from '../../../audit/packages/material/common.ts';
import type { DashboardMaterial, Tile } from '../../../audit/packages/material/dashboard.ts';
import { studyVersions } from '../../studies/run/versions.ts';
import { readyStudy } from '../../studies/studyFiles.ts';
import type { AuditSurroundings } from '../surroundings.ts';
import { gatherAround } from './around/gatherAround.ts';
import { briefTiles } from './brief/briefTiles.ts';
import { findingsTile } from './brief/findingsTile.ts';
import type { Gathered } from './gathered.ts';
import { createHeldRows } from './heldRows.ts';
import { studiesInto } from './relation/studiesInto.ts';

type Subject = Extract<AuditSubject, { kind: 'dashboard' }>;

/** The page that every workspace has: what Home tells. */
export const BRIEF = 'brief';

/** Home as it stands, tile by tile, with the rows behind each. */
export async function gatherBrief(
  subject: Subject,
  around: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<Gathered<DashboardMaterial>>> {
  if (subject.name !== BRIEF)
    return fail('BAD_INPUT', {
      message: `There is no dashboard “${subject.name}”.`,
      next: `The page that can be audited is ${BRIEF}: what Home tells.`,
      subject: subject.name,
    });
  const read = await around.brief(signal);
  if (!read.ok) return read;
  const brief = read.value;
  const [missing] = brief.missing;
  if (brief.study === null)
    return fail('BAD_INPUT', {
      message: `There is no brief to audit. ${missing?.message ?? 'No study has been run.'}`,
      next: missing?.next ?? 'Run a study first.',
    });
  const { store } = around.warehouse;
  const ready = await readyStudy(around.workspace.path, brief.study.name);
  if (!ready.ok) return ready;
  const versions = await studyVersions(store, brief.study.name, signal);
  if (!versions.ok) return versions;
  const [version] = versions.value;
  const found = version === undefined ? null : await findingsTile(store, ready.value, version, signal);
  if (found !== null && !found.ok) return found;
  const project = await around.project();
  if (!project.ok) return project;
  const { study: file } = ready.value;
  const told = await gatherAround(
    around,
    project.value,
    [...inputsOf(file), file.into],
    await studiesInto(around.workspace.path),
    signal,
  );
  if (!told.ok) return told;
  const held = createHeldRows();
  const tiles = [...(found === null ? [] : [found.value]), ...briefTiles(brief)].map((tile) => ({
    ...tile,
    rows: held.hold(tile.rows),
  }));
  const { controls, sources, refused, relations, checks, exceptions } = told.value;
  const { workspace } = around;
  return ok({
    paged: [],
    pageOf: held.pageOf,
    material: {
      ...{ kind: 'dashboard', subject, tiles },
      title: `Brief of ${brief.study.title ?? brief.study.name}`,
      conclusion: conclusionOf(brief),
      status: statusOf(brief),
      scope: [
        `All that Home tells of the study ${brief.study.title ?? brief.study.name}, version ${brief.study.version}.`,
        ...(brief.asOf === null
          ? []
          : [
              brief.asOf.isToday
                ? `Days are counted from ${brief.asOf.day}.`
                : `Days are counted from ${brief.asOf.day}, the last of the data.`,
            ]),
        ...(brief.answers ?? []).slice(0, -1).map(({ question, answer }) => `${question} ${answer}`),
      ],
      ...{ workspace: workspace.name, zone: workspace.zone, currency: workspace.currency },
      asOf: new Date(brief.madeAt ?? brief.study.at).toISOString(),
      ...{ program: around.program, engine: store.engine },
      parameters: parametersOf(brief),
      queries: tiles.flatMap(({ title, query }) => (query === null ? [] : [{ name: title, sql: query }])),
      controls: [...controls, ...tiles.flatMap(tileControls)],
      ...{ sources, refused, relations, checks, exceptions: [...briefExceptions(brief), ...exceptions] },
      notRecomputed: [
        {
          what: 'Findings',
          method: 'Each has a package of its own, which makes it again from its rows.',
          seed: null,
          version: `Leadline ${around.program}`,
        },
        {
          what: 'What a directive expects',
          method: 'Forecasts with and without the spike, and how often such forecasts held.',
          seed: null,
          version: `Leadline ${around.program}`,
        },
      ],
      names: [...new Set(brief.directives.flatMap(({ about }) => [about.signalLabel, about.outcomeLabel]))],
    },
  });
}

function conclusionOf(brief: Brief): string {
  if (brief.noLead !== null) return `${brief.noLead.sentence} ${brief.noLead.next}`;
  const now = brief.answers?.at(-1);
  return now === undefined ? brief.record.sentence : `${now.answer} ${brief.record.sentence}`;
}

function statusOf({ missing, outdated }: Brief): string {
  const [first] = missing;
  if (first !== undefined) return `Not whole: ${first.message}`;
  return outdated.length === 0
    ? 'Whole, and of the data of now'
    : `Out of date: ${outdated.join(', ')} changed since`;
}

function parametersOf(brief: Brief): Parameter[] {
  const line = (group: string, name: string, value: Parameter['value'], told: string): Parameter => ({
    group,
    name,
    value,
    told,
  });
  return [
    line('study', 'name', brief.study?.name ?? null, brief.study?.title ?? ''),
    line('study', 'version', brief.study?.version ?? null, ''),
    line('study', 'run', brief.study === null ? null : { instant: brief.study.at }, 'UTC.'),
    line('brief', 'made', brief.madeAt === null ? null : { instant: brief.madeAt }, 'UTC.'),
    line('brief', 'day', brief.asOf === null ? null : { day: brief.asOf.day }, 'That counts as today.'),
    line(
      'brief',
      'last visit',
      brief.lastVisit === null ? null : { instant: brief.lastVisit },
      'Since when changes are told.',
    ),
    ...(brief.answers ?? []).map(({ question, answer }) => line('answers', question, answer, '')),
  ];
}

function tileControls({ title, rows }: Tile): Control[] {
  return [
    {
      ...{ id: `told ${title}`, stage: 'analytics', of: 'Home', what: `rows of ${title}` },
      ...{ value: { is: 'stored', value: rows.count }, against: null, told: 'As Home tells them.' },
    },
    {
      ...{ id: `sheet ${title}`, stage: 'sheet', of: title, what: 'rows' },
      value: { is: 'live', table: rows.name, measure: { is: 'rows' }, format: 'general' },
      ...{ against: `told ${title}`, told: 'Counted by Excel on its sheet.' },
    },
  ];
}

function briefExceptions({ missing, outdated }: Brief): Exception[] {
  return [
    ...missing.map(({ is, message, next }) => ({
      ...{
        id: `missing ${is}`,
        severity: 'middle' as const,
        found: 'brief',
        told: `${message} ${next}`,
        rows: null,
      },
    })),
    ...outdated.map((relation) => ({
      ...{ id: `outdated ${relation}`, severity: 'middle' as const, found: 'brief', rows: null },
      told: `${relation} was written anew since the brief was made.`,
    })),
  ];
}
