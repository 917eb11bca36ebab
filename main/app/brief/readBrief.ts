import type { Brief, FailedRun, Freshness } from '../../../shared/contract/brief.ts';
import type { CheckLine } from '../../../shared/contract/quality.ts';
import { inputsOf } from '../../../shared/domain/study.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { answersOf } from '../cli/study/answersText.ts';
import { noLead } from '../cli/study/studyText.ts';
import { dayOf } from '../models/screens/quality/days.ts';
import type { QualityScreens } from '../models/screens/quality/qualityScreens.ts';
import { datasetVersions } from '../pipelines/datasets.ts';
import type { SourceScreens } from '../sources/screens/sourceScreens.ts';
import { compareVersions } from '../studies/run/compareVersions.ts';
import { leads } from '../studies/run/strengths.ts';
import { type StudyVersion, studyVersions } from '../studies/run/versions.ts';
import { type ReadyStudy, readyStudy, studyNames } from '../studies/studyFiles.ts';
import { asOfSentence } from './asOf.ts';
import { readBriefFile } from './briefFiles.ts';
import { changesOf } from './changes.ts';
import { directiveRecords } from './directiveRecord.ts';
import { failedRuns } from './failedRuns.ts';
import { bandFreshness, relationFreshness, sourceFreshness } from './freshness.ts';
import { latestFindings, type WrittenFinding } from './latestFindings.ts';
import { type MadeBrief, madeBrief } from './madeBrief.ts';
import {
  missingBriefFile,
  missingInputs,
  missingStudy,
  notBriefed,
  notStudied,
  otherZone,
  outdatedStep,
} from './missingSteps.ts';
import { inOrder, shownDirective } from './shownDirective.ts';
import { strengthsWritten } from './strengthsWritten.ts';
import { lastVisit, type Visit } from './visits.ts';
import { whatToDo } from './whatToDo.ts';

export interface BriefReader {
  readonly store: Store;
  /** Of the workspace. */
  readonly folder: string;
  readonly clock: () => Date;
  readonly zone: string;
  readonly quality: Pick<QualityScreens, 'checks' | 'bands'>;
  readonly sources: () => Promise<Pick<SourceScreens, 'list'>>;
}

const CHECKS_SHOWN = 10;
const CHANGES_SHOWN = 50;
const DECIDED_SHOWN = 200;

interface Around {
  readonly checks: readonly CheckLine[];
  readonly checksTotal: number;
  readonly runs: readonly FailedRun[];
  readonly freshness: readonly Freshness[];
}

interface Studied {
  readonly ready: ReadyStudy;
  readonly versions: readonly StudyVersion[];
  readonly findings: readonly WrittenFinding[];
  readonly made: MadeBrief | null;
  readonly visit: Visit | null;
}

/** All of Home from what is on record: nothing is computed here but words. */
export async function readBrief(reader: BriefReader, signal?: AbortSignal): Promise<Result<Brief>> {
  const { store, folder } = reader;
  const file = await readBriefFile(folder);
  const missing: Brief['missing'] = [];
  if (!file.ok || file.value === null) missing.push(missingBriefFile(file.ok ? null : file.failure));
  const name = (file.ok ? file.value?.study : undefined) ?? (await studyNames(folder))?.[0];
  const ready = await readyStudy(folder, name ?? 'a-name');
  if (!ready.ok) missing.push(missingStudy(ready.failure));
  const study = ready.ok ? ready.value : null;
  const around = await readAround(reader, study);
  if (!around.ok) return around;
  if (study === null) return ok({ ...emptyBrief(around.value), missing });
  const inputs = await missingInputs(store, study.study);
  if (!inputs.ok) return inputs;
  const studied = await readStudied(store, study, signal);
  if (!studied.ok) return studied;
  const { versions, made } = studied.value;
  if (inputs.value !== null) missing.push(inputs.value);
  else if (versions.length === 0) missing.push(notStudied(study.name));
  else if (made === null && file.ok && file.value !== null) missing.push(notBriefed());
  if (made !== null && made.zone !== null && made.zone !== reader.zone)
    missing.push(otherZone(made.zone, reader.zone));
  return toldBrief(reader, studied.value, around.value, missing);
}

async function readStudied(
  store: Store,
  ready: ReadyStudy,
  signal: AbortSignal | undefined,
): Promise<Result<Studied>> {
  const { name, study } = ready;
  const [versions, made, visit] = [
    await studyVersions(store, name, signal),
    await madeBrief(store, name),
    await lastVisit(store, name),
  ];
  if (!versions.ok) return versions;
  if (!made.ok) return made;
  if (!visit.ok) return visit;
  const known = { ready, versions: versions.value, made: made.value, visit: visit.value };
  if (versions.value.length === 0) return ok({ ...known, findings: [] });
  const findings = await latestFindings(store, study.into, name, signal);
  // A version outlasts its relation: whoever dropped that one is told what to do, and the rest is told all the same.
  return findings.ok || findings.failure.code === 'BAD_INPUT'
    ? ok({ ...known, findings: findings.ok ? findings.value : [] })
    : findings;
}

async function toldBrief(
  { store, clock, zone }: BriefReader,
  { ready, versions, findings, made, visit }: Studied,
  around: Around,
  missing: Brief['missing'],
): Promise<Result<Brief>> {
  const { name, study } = ready;
  const [latest] = versions;
  const today = dayOf(clock(), zone);
  const asOf = made?.asOf ?? lastDayOf(around.freshness, today);
  const since = visit?.at ?? null;
  const records = await directiveRecords(store, store, name);
  if (!records.ok) return records;
  const directives = inOrder(records.value.map((record) => shownDirective(record, asOf ?? today, since)));
  const strengths = await strengthsWritten(store, study, name);
  if (!strengths.ok) return strengths;
  const compared = await comparedSince(store, name, latest, visit);
  if (!compared.ok) return compared;
  const now = await datasetVersions(store, [...inputsOf(study), study.into]);
  if (!now.ok) return now;
  const outdated =
    made === null
      ? []
      : Object.keys(now.value).filter((relation) => made.inputs[relation] !== now.value[relation]);
  const stale = made === null ? null : outdatedStep(outdated, (latest?.version ?? 0) > made.version);
  const changes = changesOf({
    ...{ since, checks: around.checks, runs: around.runs, freshness: around.freshness },
    ...{ directives, findings },
    ...{ compared: compared.value, studiedAt: latest?.at ?? null },
  });
  const open = directives.filter(({ state }) => state === 'proposed' || state === 'snoozed');
  const proposed = directives.filter(({ state }) => state === 'proposed');
  const others = directives.filter((one) => !open.includes(one)).slice(0, DECIDED_SHOWN);
  const general = answersOf(answered(findings, strengths.value), study);
  // Once there are directives, what to do now is what they say, and not what any spike would ask for.
  const told = made === null ? general : [...general.slice(0, 2), { ...LAST, answer: whatToDo(proposed) }];
  return ok({
    ...emptyBrief(around),
    asOf: asOf === null ? null : { day: asOf, isToday: asOf === today, sentence: asOfSentence(asOf, today) },
    study:
      latest === undefined
        ? null
        : { name, title: study.title ?? null, version: latest.version, at: latest.at },
    madeAt: made?.madeAt ?? null,
    lastVisit: since,
    missing: stale === null ? missing : [...missing, stale],
    changes: changes.slice(0, CHANGES_SHOWN),
    changesTotal: changes.length,
    live: [...(made?.live ?? [])],
    directives: [...open, ...others],
    answers: latest === undefined ? null : told,
    noLead: latest === undefined || findings.some(leads) ? null : noLeadTold(findings),
    record: recordOf(directives),
    outdated,
  });
}

const LAST = { question: 'What to do now?', working: null };

function answered(
  findings: readonly WrittenFinding[],
  strengths: Parameters<typeof answersOf>[0]['strengths'],
) {
  return {
    strengths,
    findings: findings.map((one) => ({
      ...one,
      actionableLead: one.actionableDays === null ? null : { days: one.actionableDays },
    })),
  };
}

function noLeadTold(findings: readonly WrittenFinding[]): { sentence: string; next: string } {
  const refused = findings.filter(({ verdict }) => verdict === 'refused');
  return {
    sentence: noLead(findings),
    next:
      refused.length === findings.length
        ? (refused[0]?.sentence ?? 'Bring signals and outcomes for the same days, at least 180 of them.')
        : 'Don’t buy for a trend on this ground. Bring more days, other platforms or products that sell more, name promotions and holidays as causes, and run the study again.',
  };
}

/** Versions that came since the last visit, beside the one that was seen then. */
async function comparedSince(
  store: Store,
  study: string,
  latest: StudyVersion | undefined,
  visit: Visit | null,
) {
  if (latest === undefined || visit?.version == null || visit.version >= latest.version) return ok(null);
  return compareVersions(store, study, visit.version, latest.version);
}

async function readAround(
  { store, folder, clock, zone, quality, sources }: BriefReader,
  study: ReadyStudy | null,
): Promise<Result<Around>> {
  const [checks, bands, list] = await Promise.all([
    quality.checks({ which: 'speaking', search: '', skip: 0, take: CHECKS_SHOWN }),
    quality.bands(),
    sources().then((screens) => screens.list()),
  ]);
  if (!checks.ok) return checks;
  if (!bands.ok) return bands;
  if (!list.ok) return list;
  const runs = await failedRuns(store, folder);
  if (!runs.ok) return runs;
  const now = clock();
  const streams = new Set<string>(list.value.flatMap((card) => card.streams.map(({ relation }) => relation)));
  const relations = study === null ? ok([]) : await relationFreshness(store, study.study, dayOf(now, zone));
  if (!relations.ok) return relations;
  return ok({
    ...{ checks: checks.value.checks, checksTotal: checks.value.total, runs: runs.value },
    freshness: [
      ...list.value.map((card) => sourceFreshness(card, now)),
      ...bands.value.filter(({ relation }) => !streams.has(relation)).map(bandFreshness),
      ...relations.value,
    ],
  });
}

function lastDayOf(freshness: readonly Freshness[], today: string): string | null {
  const last = freshness
    .flatMap(({ lastDay }) => (lastDay === null ? [] : [lastDay]))
    .sort()
    .at(-1);
  if (last === undefined) return null;
  return last < today ? last : today;
}

function recordOf(directives: Brief['directives']): Brief['record'] {
  const count = (is: string) => directives.filter(({ outcome }) => outcome?.is === is).length;
  const [hit, missed, unknown] = [count('hit'), count('missed'), count('cannot be told')];
  const told = hit + missed;
  const open = unknown === 0 ? '' : ` Of ${unknown} it can’t be told.`;
  return {
    ...{ hit, missed, unknown },
    sentence:
      told === 0
        ? `No forecast of a directive could be held against sales yet.${open}`
        : `${hit} of ${told} forecasts held; eight in ten should.${open}`,
  };
}

function emptyBrief({ checks, checksTotal, runs, freshness }: Around): Brief {
  return {
    ...{ asOf: null, study: null, madeAt: null, lastVisit: null, missing: [] },
    failedChecks: { total: checksTotal, checks: [...checks] },
    failedRuns: [...runs],
    ...{ changes: [], changesTotal: 0, live: [], directives: [], freshness: [...freshness] },
    ...{ answers: null, noLead: null, record: recordOf([]), outdated: [] },
  };
}
