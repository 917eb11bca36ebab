import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import { inputsOf } from '../../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Control, Query } from '../../../audit/packages/material/common.ts';
import type { FindingMaterial, SideMaterial } from '../../../audit/packages/material/finding.ts';
import type { AmongPairs } from '../../../insight/finding/finding.ts';
import { correct } from '../../../insight/finding/register.ts';
import { calledOf, type StudySeries } from '../../../insight/screen/study.ts';
import { storedFindings } from '../../explorer/storedFindings.ts';
import { usedVersion } from '../../explorer/usedVersion.ts';
import { studyVersions } from '../../studies/run/versions.ts';
import { createTriedPairs, DEFAULT_FAMILY } from '../../studies/triedPairs.ts';
import type { AuditSurroundings, HeldStudyData } from '../surroundings.ts';
import { gatherAround } from './around/gatherAround.ts';
import { askFinding } from './finding/askFinding.ts';
import { findingExceptions } from './finding/findingExceptions.ts';
import { findingNotRecomputed, findingParameters } from './finding/findingParameters.ts';
import { lineageBySteps } from './finding/lineageBySteps.ts';
import { type Traced, traceRows } from './finding/traceRows.ts';
import type { Gathered } from './gathered.ts';
import { createHeldRows } from './heldRows.ts';

type Subject = Extract<AuditSubject, { kind: 'finding' }>;

/** A finding of the last run of a study, with everything that it was made through. */
export async function gatherFinding(
  subject: Subject,
  around: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<Gathered<FindingMaterial>>> {
  const { store } = around.warehouse;
  const held = await around.study(subject.study, signal);
  if (!held.ok) return held;
  const { ready, data, options } = held.value;
  const { study: file } = ready;
  const pair = seriesOf(held.value, subject);
  if (!pair.ok) return pair;
  const versions = await studyVersions(store, subject.study, signal);
  if (!versions.ok) return versions;
  const [version] = versions.value;
  if (version === undefined)
    return refused(
      subject,
      `The study ${subject.study} has not been run, so there is no finding to audit.`,
      'Run it first.',
    );
  const among = await amongTried(held.value, subject, around, signal);
  if (!among.ok) return among;
  const project = await around.project();
  if (!project.ok) return project;
  const study = {
    signals: [pair.value.signal],
    outcomes: [pair.value.outcome],
    causes: data.study.causes,
    pairs: null,
  };
  const [answer, told, used, stored] = await Promise.all([
    askFinding({ study, options, among: among.value }, signal),
    gatherAround(around, project.value, inputsOf(file), new Map(), signal),
    usedVersion(held.value, store, signal),
    storedFindings(ready, store).one(subject, signal),
  ]);
  if (!answer.ok) return answer;
  if (!told.ok) return told;
  if (!used.ok) return used;
  if (!stored.ok) return stored;
  const labels = { signal: calledOf(pair.value.signal), outcome: calledOf(pair.value.outcome) };
  const trace = (side: 'signal' | 'outcome', sheet: string) =>
    traceRows(
      store,
      told.value,
      file[`${side}s`],
      { name: subject[side], sheet, label: labels[side] },
      signal,
    );
  const [rawSignal, rawOutcome] = [
    await trace('signal', 'Raw signal'),
    await trace('outcome', 'Raw outcome'),
  ];
  if (!rawSignal.ok) return rawSignal;
  if (!rawOutcome.ok) return rawOutcome;
  const { steps, working, prepared } = answer.value;
  const grain = file.grain ?? 'day';
  const rows = createHeldRows();
  const sideOf = (side: 'signal' | 'outcome', traced: Traced): SideMaterial => ({
    ...{ name: subject[side], label: labels[side], relation: file[`${side}s`].relation },
    ...{ values: answer.value[side], raw: rows.hold(traced.set), rawTold: traced.told },
    lineage: lineageBySteps(traced, steps, grain),
    prepared: prepared?.[side] ?? null,
  });
  const sides = { signal: sideOf('signal', rawSignal.value), outcome: sideOf('outcome', rawOutcome.value) };
  const finding = { ...answer.value.told, version: version.version };
  const own = { steps, grain, ...sides, told: finding };
  const { controls, sources, refused: refusedRows, relations, checks, exceptions } = told.value;
  return ok({
    paged: [],
    pageOf: rows.pageOf,
    material: {
      ...{ kind: 'finding', subject, ...own, working },
      title: `${labels.signal} and ${labels.outcome}`,
      conclusion: finding.sentence,
      status: statusOf(finding.verdict, used.value?.stale ?? null),
      scope: [
        `One pair of the study ${file.title ?? subject.study}, version ${version.version}, ${steps.length === 0 ? 'which share no calendar' : `from ${steps[0]} to ${steps.at(-1)}`}.`,
        `Signal: ${labels.signal} (${subject.signal}). Outcome: ${labels.outcome} (${subject.outcome}).`,
        rawSignal.value.told,
        rawOutcome.value.told,
      ],
      ...{
        workspace: around.workspace.name,
        zone: around.workspace.zone,
        currency: around.workspace.currency,
      },
      ...{ asOf: new Date(version.at).toISOString(), program: around.program, engine: store.engine },
      parameters: findingParameters(held.value, version, working, finding.tests),
      queries: queriesOf(held.value, subject),
      controls: [
        ...controls,
        ...rawControls('Raw signal', rawSignal.value),
        ...rawControls('Raw outcome', rawOutcome.value),
      ],
      ...{ sources, refused: refusedRows, relations, checks },
      exceptions: [...findingExceptions(own, stored.value, used.value?.stale ?? null), ...exceptions],
      notRecomputed: findingNotRecomputed(held.value, version),
      names: [subject.signal, subject.outcome, labels.signal, labels.outcome],
    },
  });
}

function seriesOf(
  { data, ready }: HeldStudyData,
  subject: Subject,
): Result<{ signal: StudySeries; outcome: StudySeries }> {
  const signal = data.study.signals.find(({ name }) => name === subject.signal);
  const outcome = data.study.outcomes.find(({ name }) => name === subject.outcome);
  if (signal !== undefined && outcome !== undefined) return ok({ signal, outcome });
  const missing = signal === undefined ? `signal “${subject.signal}”` : `outcome “${subject.outcome}”`;
  return refused(
    subject,
    `The study ${ready.name} has no ${missing}.`,
    'Choose a pair from the findings of the study: names are as they stand there.',
  );
}

async function amongTried(
  { ready }: HeldStudyData,
  { signal: one, outcome }: Subject,
  { warehouse }: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<AmongPairs>> {
  // Only read here: when it is doesn't matter.
  const tried = createTriedPairs(warehouse.store, () => new Date(0), ready.study.family ?? DEFAULT_FAMILY);
  const register = await tried.read(signal);
  if (!register.ok) return register;
  const { q, tests } = correct(register.value);
  return ok({ q: q(one, outcome), tests });
}

function rawControls(sheet: string, { relation, counted, set }: Traced): Control[] {
  return [
    {
      ...{
        id: `counted ${sheet}`,
        stage: 'raw',
        of: relation,
        what: `rows behind ${sheet.toLowerCase().replace('raw ', 'the ')}`,
      },
      ...{
        value: { is: 'stored', value: counted },
        against: null,
        told: 'Counted by the database when they were read.',
      },
    },
    {
      ...{ id: `sheet ${sheet}`, stage: 'sheet', of: sheet, what: 'rows' },
      value: { is: 'live', table: set.name, measure: { is: 'rows' }, format: 'general' },
      against: `counted ${sheet}`,
      told: 'Counted by Excel on its sheet.',
    },
  ];
}

function queriesOf({ ready }: HeldStudyData, subject: Subject): Query[] {
  return (['signal', 'outcome'] as const).map((side) => {
    const { relation, name, day, value } = ready.study[`${side}s`];
    return {
      name: `The ${side}`,
      sql: `select "${day}", "${value}" from ${relation} where "${name}" = '${subject[side].replaceAll("'", "''")}' order by "${day}"`,
    };
  });
}

function statusOf(verdict: string, stale: string | null): string {
  return stale === null ? `Verdict: ${verdict}` : `Verdict: ${verdict}. Out of date: ${stale}`;
}

function refused(subject: Subject, message: string, next: string) {
  return fail('BAD_INPUT', { message, next, subject: `${subject.signal}, ${subject.outcome}` });
}
