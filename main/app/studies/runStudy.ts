import { createHash } from 'node:crypto';
import { USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { fingerprintOf } from '../../insight/screen/keptState.ts';
import { type Ranking, rank, triedBefore, triesOf } from '../../insight/screen/ranking.ts';
import { emptyState, type ScreenState } from '../../insight/screen/screenState.ts';
import { countPairs } from '../../insight/screen/study.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';
import { noteWrites } from '../pipelines/steps/appliedSteps.ts';
import { compareStrengths, type StudyStrength, strengthRow, strengthsSpec } from './run/strengths.ts';
import { findingRow, findingsSpec, type StudyFinding, studyFinding } from './run/studyFinding.ts';
import { studyOptions } from './run/studyOptions.ts';
import { keepVersion, nextVersion, type StudyVersion } from './run/versions.ts';
import { writeStudyRows } from './run/writeStudyRows.ts';
import { runFindings, runScreen } from './runScreen.ts';
import { openScreenPool } from './screenPool.ts';
import type { ReadyStudy } from './studyFiles.ts';
import { readStudyData, type StudyData } from './studySeries.ts';
import { createTriedPairs, DEFAULT_FAMILY, type TriedPairs } from './triedPairs.ts';

/** What a run of a study came to. */
export interface StudyRun {
  readonly version: StudyVersion;
  /** In the order of the pairs. */
  readonly findings: readonly StudyFinding[];
  readonly strengths: readonly StudyStrength[];
  /** Pairs that pass the correction, and how many it counts. */
  readonly related: number;
  readonly tests: number;
  readonly wrote: readonly RelationName[];
}

export interface StudySurroundings {
  readonly store: Store;
  readonly clock: () => Date;
  /** Of the program. */
  readonly program: string;
  /** What else belongs into the transaction of the findings. */
  readonly within?: (session: WriteSession, run: StudyRun) => Promise<Result<void>>;
}

interface Computed extends Pick<StudyRun, 'findings' | 'strengths'> {
  readonly state: ScreenState;
  readonly ranking: Ranking;
}

/**
 * From the relations to the findings. Findings, strengths, tried pairs and the version are one transaction: a run that is
 * stopped or killed before it ends has left nothing.
 */
export async function runStudy(
  ready: ReadyStudy,
  surroundings: StudySurroundings,
  work: Work,
): Promise<Result<StudyRun>> {
  const { store, clock } = surroundings;
  const data = await readStudyData(store, ready.study, work);
  if (!data.ok) return data;
  const tried = createTriedPairs(store, clock, ready.study.family ?? DEFAULT_FAMILY);
  const computed = await compute(ready, data.value, tried, work);
  if (!computed.ok) return computed;
  const { findings } = computed.value;
  work.report({ step: `Writing ${ready.study.into}`, done: 0, total: findings.length, unit: 'rows' });
  return store.write((session) => write(session, ready, data.value, computed.value, tried, surroundings), {
    signal: work.signal,
    priority: 'background',
  });
}

async function compute(
  { study: file }: ReadyStudy,
  data: StudyData,
  tried: TriedPairs,
  work: Work,
): Promise<Result<Computed>> {
  const register = await tried.read(work.signal);
  if (!register.ok) return register;
  const { study } = data;
  const asked = studyOptions(file);
  const pool = openScreenPool(study, asked);
  try {
    const state = emptyState(fingerprintOf(study, asked), countPairs(study));
    const screened = await runScreen(study, state, pool, work);
    if (!screened.ok) return screened;
    const ranking = rank(state, triedBefore(register.value, study));
    const findings: StudyFinding[] = [];
    const all = Uint32Array.from(state.status.keys());
    const told = await runFindings(all, ranking, pool, work, (finding, pair) => {
      findings.push(studyFinding(finding, pair));
    });
    if (!told.ok) return told;
    const compared = await compareStrengths(file, data, findings, pool, work);
    return compared.ok ? ok({ state, ranking, findings, strengths: compared.value }) : compared;
  } finally {
    await pool.close();
  }
}

async function write(
  session: WriteSession,
  { name, study: file, hash }: ReadyStudy,
  data: StudyData,
  { state, ranking, findings, strengths }: Computed,
  tried: TriedPairs,
  { store, clock, program, within }: StudySurroundings,
): Promise<Result<StudyRun>> {
  const next = await nextVersion(store, session, name);
  if (!next.ok) return next;
  const at = clock().toISOString();
  const mark = { study: name, version: next.value, at };
  const told = { ...mark, grain: file.grain ?? USUAL_GRAIN };
  const rows = findings.map((one) => findingRow(data, one, told));
  const found = await writeStudyRows(store, session, findingsSpec(file), name, rows);
  if (!found.ok) return found;
  const wrote = [file.into];
  if (file.strength_into !== undefined) {
    const spec = strengthsSpec(file, file.strength_into);
    const lines = strengths.map((one) => strengthRow(one, told));
    const put = await writeStudyRows(store, session, spec, name, lines);
    if (!put.ok) return put;
    wrote.push(file.strength_into);
  }
  const version: StudyVersion = {
    ...mark,
    settings: hash,
    data: data.hashes,
    seed: file.seed ?? 0,
    program,
    counts: countsOf(findings),
    findings: createHash('sha256')
      .update(JSON.stringify([findings, strengths]))
      .digest('hex'),
    grain: told.grain,
  };
  const kept = await keepVersion(store, session, version, findings);
  if (!kept.ok) return kept;
  const counted = await tried.addWithin(session, triesOf(data.study, state));
  if (!counted.ok) return counted;
  const noted = await noteWrites(store, session, wrote, { attempt: `study ${name} ${next.value}`, at });
  if (!noted.ok) return noted;
  const run = { version, findings, strengths, related: ranking.claims, tests: ranking.tests, wrote };
  const done = (await within?.(session, run)) ?? ok(undefined);
  return done.ok ? ok(run) : done;
}

function countsOf(findings: readonly StudyFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
