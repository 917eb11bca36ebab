import type { PairTold } from '../../../shared/contract/brief.ts';
import type { BriefFile } from '../../../shared/domain/briefFile.ts';
import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { inputsOf } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { LedPair } from '../../insight/directives/directive.ts';
import type { Directives } from '../../insight/directives/directivesOf.ts';
import { writeDay } from '../../insight/series/dayNumber.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';
import { dayOf } from '../models/screens/quality/days.ts';
import { datasetVersions } from '../pipelines/datasets.ts';
import { noteWrites } from '../pipelines/steps/appliedSteps.ts';
import { studyVersions } from '../studies/run/versions.ts';
import { writeStudyRows } from '../studies/run/writeStudyRows.ts';
import { type ReadyStudy, readyStudy } from '../studies/studyFiles.ts';
import { readStudyData, type StudyData } from '../studies/studySeries.ts';
import { lastKnownDay, noLaterThan } from './asOf.ts';
import { readBriefFile } from './briefFiles.ts';
import { computeDirectives } from './computeDirectives.ts';
import { directiveRecords, keepRecord } from './directiveRecord.ts';
import { stateOn } from './directiveState.ts';
import { directiveRow, directiveTable } from './directiveTable.ts';
import { judgeAgainst } from './judgeAgainst.ts';
import { latestFindings, type WrittenFinding } from './latestFindings.ts';
import { liveTold } from './liveTold.ts';
import { keepMade } from './madeBrief.ts';
import { pairTold } from './pairTold.ts';
import { type ShopFacts, shopFacts } from './shopFacts.ts';
import { toldDirective } from './toldDirective.ts';
import { updateRecords } from './updateRecords.ts';

export interface BriefMade {
  readonly study: string;
  readonly version: number;
  readonly asOf: string;
  /** Open now, after this making. */
  readonly open: number;
  readonly new: number;
  readonly judged: number;
  readonly live: number;
  readonly wrote: readonly RelationName[];
}

export interface BriefSurroundings {
  readonly store: Store;
  /** Of the workspace. */
  readonly folder: string;
  readonly clock: () => Date;
  readonly zone: string;
  readonly currency: string;
  /** What else belongs into the transaction of the directives. */
  readonly within?: (session: WriteSession, made: BriefMade) => Promise<Result<void>>;
}

interface Known {
  readonly brief: BriefFile;
  readonly ready: ReadyStudy;
  readonly version: number;
  readonly data: StudyData;
  readonly findings: readonly WrittenFinding[];
  readonly asOf: number;
  readonly facts: ShopFacts;
  /** As they were written when reading began. */
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * From the latest findings and the data of now to directives. All it writes is one transaction, and made again from the
 * same it writes the same.
 */
export async function makeBrief(around: BriefSurroundings, work: Work): Promise<Result<BriefMade>> {
  const known = await readKnown(around, work);
  if (!known.ok) return known;
  const { brief, ready, data, findings, asOf, facts } = known.value;
  const abouts = findings.map((one) => pairTold(ready.study, data, one));
  work.report({ step: 'Looking for what is spiking now', done: 0, total: findings.length, unit: 'pairs' });
  const found = await computeDirectives(
    {
      study: data.study,
      pairs: findings.map((one, at) => ledPair(one, abouts[at])),
      settings: {
        latency: ready.study.latency_days ?? 0,
        ...{ makeDays: brief.make_days, buyDays: brief.buy_days, listDays: brief.list_days },
        threshold: brief.spike_threshold,
      },
      asOf,
      ranOut: new Set(
        abouts.flatMap(({ outcome, product }) =>
          product !== null && facts.ranOut.has(product) ? [outcome] : [],
        ),
      ),
    },
    work.signal,
  );
  if (!found.ok) return found;
  return around.store.write((session) => write(session, known.value, abouts, found.value, around), {
    signal: work.signal,
    priority: 'background',
  });
}

async function readKnown(
  { store, folder, clock, zone, currency }: BriefSurroundings,
  work: Work,
): Promise<Result<Known>> {
  const { signal } = work;
  const brief = await readBriefFile(folder);
  if (!brief.ok) return brief;
  if (brief.value === null)
    return fail('BAD_INPUT', {
      message: 'The workspace has no brief.yml, which says what directives are made from.',
      next: 'Copy it from the template social-to-sales, or write one that names the study and where directives go.',
    });
  const ready = await readyStudy(folder, brief.value.study);
  if (!ready.ok) return ready;
  const { study, name } = ready.value;
  if ((study.grain ?? 'day') !== 'day')
    return fail('BAD_INPUT', {
      message: `Directives are told in days, and ${name} is a study by the ${study.grain}.`,
      next: 'Name a study by the day in brief.yml.',
      subject: 'brief.yml',
    });
  const versions = await studyVersions(store, name, signal);
  if (!versions.ok) return versions;
  const version = versions.value[0]?.version;
  if (version === undefined)
    return fail('BAD_INPUT', {
      message: `The study ${name} has not run yet, so there are no findings to act on.`,
      next: `Run it, then make the brief: npm run -s leadline -- study ${name}`,
      subject: name,
    });
  const inputs = await datasetVersions(store, [...inputsOf(study), study.into], signal);
  if (!inputs.ok) return inputs;
  const data = await readStudyData(store, study, work);
  if (!data.ok) return data;
  const findings = await latestFindings(store, study.into, name, signal);
  if (!findings.ok) return findings;
  const last = lastKnownDay(data.value.study);
  if (last === null)
    return fail('BAD_INPUT', {
      message: `No signal and no outcome of ${name} has a value on any day.`,
      next: 'Look whether its sources bring values, and build again.',
      subject: name,
    });
  const asOf = noLaterThan(last, dayOf(clock(), zone));
  const facts = await shopFacts(store, brief.value, study, { currency, asOf: writeDay(asOf), signal });
  if (!facts.ok) return facts;
  const known = { brief: brief.value, ready: ready.value, version, data: data.value };
  return ok({ ...known, findings: findings.value, asOf, facts: facts.value, inputs: inputs.value });
}

function ledPair(one: WrittenFinding, about: PairTold | undefined): LedPair {
  const { signal, outcome, verdict, lead, interval, strength } = one;
  const called = about?.productLabel ?? about?.outcomeLabel ?? outcome;
  const { signalLabel = signal } = about ?? {};
  return { signal, outcome, verdict, lead, interval, strength, called, signalLabel };
}

async function write(
  session: WriteSession,
  { brief, ready, version, data, findings, asOf, facts, inputs }: Known,
  abouts: readonly PairTold[],
  { directives, live }: Directives,
  { store, clock, zone, within }: BriefSurroundings,
): Promise<Result<BriefMade>> {
  const at = clock().toISOString();
  const today = writeDay(asOf);
  const { name } = ready;
  const before = await directiveRecords(store, session, name);
  if (!before.ok) return before;
  const place = new Map(findings.map((one, index) => [keyOf(one), index]));
  const told = directives.flatMap((one) => {
    const index = place.get(keyOf(one.pair));
    const [finding, about] = index === undefined ? [] : [findings[index], abouts[index]];
    if (finding === undefined || about === undefined) return [];
    const money = about.product === null ? null : (facts.money.get(about.product) ?? null);
    return [toldDirective(one, { about, finding, version, threshold: brief.spike_threshold, money })];
  });
  const changed = updateRecords(before.value, told, {
    ...{ study: name, at, asOf: today },
    judge: judgeAgainst(data.study, asOf),
  });
  for (const record of changed) {
    const kept = await keepRecord(store, session, record);
    if (!kept.ok) return kept;
  }
  const after = await directiveRecords(store, session, name);
  if (!after.ok) return after;
  const put = await writeStudyRows(
    store,
    session,
    directiveTable(brief.into),
    name,
    after.value.map((record) => directiveRow(record, today)),
  );
  if (!put.ok) return put;
  const kept = await keepMade(store, session, {
    ...{ study: name, madeAt: at, version, asOf: today, zone, inputs },
    live: live.map((one) => liveTold(one, abouts[place.get(keyOf(one.pair)) ?? -1], brief, after.value)),
  });
  if (!kept.ok) return kept;
  const wrote = [brief.into];
  const noted = await noteWrites(store, session, wrote, { attempt: `brief ${name} ${at}`, at });
  if (!noted.ok) return noted;
  const made: BriefMade = {
    ...{ study: name, version, asOf: today, live: live.length, wrote },
    open: after.value.filter((record) => stateOn(today, record) === 'proposed').length,
    new: changed.filter(({ madeAt }) => madeAt === at).length,
    judged: changed.filter(({ judged }) => judged?.at === at).length,
  };
  const done = (await within?.(session, made)) ?? ok(undefined);
  return done.ok ? ok(made) : done;
}

function keyOf({ signal, outcome }: { readonly signal: string; readonly outcome: string }): string {
  return JSON.stringify([signal, outcome]);
}
