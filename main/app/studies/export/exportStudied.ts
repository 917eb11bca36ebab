import type { Work } from '../../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { AmongPairs } from '../../../insight/finding/finding.ts';
import { correct } from '../../../insight/finding/register.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import type { PairFindingOptions } from '../../../insight/screen/pairFinding.ts';
import { namesOf } from '../../../insight/screen/ranking.ts';
import { countPairs, type Study } from '../../../insight/screen/study.ts';
import type { Store } from '../../../warehouse/store.ts';
import { studyOptions } from '../run/studyOptions.ts';
import { keptFindings, type StudyVersion, studyVersions } from '../run/versions.ts';
import { stoppable } from '../runScreen.ts';
import { openScreenPool } from '../screenPool.ts';
import type { ReadyStudy } from '../studyFiles.ts';
import { readStudyData } from '../studySeries.ts';
import { createTriedPairs, DEFAULT_FAMILY } from '../triedPairs.ts';
import { exportFinding } from './exportR.ts';

export interface PairNames {
  readonly signal: string;
  readonly outcome: string;
}

/**
 * A finding of the latest version of a study, exported. Made again from what the warehouse holds, since no version keeps all of it; if that isn't what
 * the version was made from, or comes to something else, nothing is exported.
 */
export async function exportStudied(
  ready: ReadyStudy,
  names: PairNames,
  folder: string,
  { store, work }: { readonly store: Store; readonly work: Work },
): Promise<Result<Finding>> {
  const { name, study: file } = ready;
  const versions = await studyVersions(store, name, work.signal);
  if (!versions.ok) return versions;
  const [latest] = versions.value;
  if (latest === undefined)
    return fail('BAD_INPUT', {
      message: `The study ${name} has not been run.`,
      next: 'Run it, then export what it found.',
      subject: name,
    });
  const data = await readStudyData(store, file, work);
  if (!data.ok) return data;
  const { study, hashes } = data.value;
  if (latest.settings !== ready.hash || !sameData(latest.data, hashes))
    return outdated(latest, 'its file or its data have changed');
  const pair = placeOfPair(study, names);
  if (pair === null)
    return fail('BAD_INPUT', {
      message: `The study ${name} has no pair of “${names.signal}” and “${names.outcome}”.`,
      next: `Take the names from the columns signal and outcome of ${file.into}.`,
      subject: name,
    });
  // Only its register is read here, so that no clock is needed.
  const tried = createTriedPairs(store, () => new Date(latest.at), file.family ?? DEFAULT_FAMILY);
  const register = await tried.read(work.signal);
  if (!register.ok) return register;
  const { q, tests } = correct(register.value);
  const options = studyOptions(file);
  const among = { q: q(names.signal, names.outcome), tests };
  const judged = await judgedAgain(study, pair, among, work.signal, options);
  if (!judged.ok)
    return fail('CANCELLED', {
      message: 'The export was stopped.',
      next: 'Start it again when you want it; nothing was written.',
    });
  const finding = judged.value;
  const kept = await keptFindings(store, name, latest.version, work.signal);
  if (!kept.ok) return kept;
  const was = kept.value.find(({ signal, outcome }) => signal === names.signal && outcome === names.outcome);
  if (finding.verdict !== (was?.verdict ?? 'no evidence') || finding.lead !== (was?.lead ?? null))
    return outdated(latest, 'other pairs were tried, and corrected for them this finding is another');
  const exported = await exportFinding({ study, pair, options, finding }, folder);
  return exported.ok ? ok(finding) : exported;
}

/** On a thread of its own, as a run judges it: the interval of one pair of hours takes seconds. */
async function judgedAgain(
  study: Study,
  pair: number,
  among: AmongPairs,
  signal: AbortSignal,
  options: PairFindingOptions,
): Promise<Result<Finding>> {
  const pool = openScreenPool(study, options, 1);
  try {
    return await stoppable(pool, signal, () => pool.finding(pair, among));
  } finally {
    await pool.close();
  }
}

function outdated({ study, version }: StudyVersion, why: string) {
  return fail('BAD_INPUT', {
    message: `Since version ${version} of the study ${study}, ${why}.`,
    next: 'Run the study again, then export.',
    subject: study,
  });
}

function sameData(one: StudyVersion['data'], other: StudyVersion['data']): boolean {
  const relations = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...relations].every((relation) => one[relation] === other[relation]);
}

function placeOfPair(study: Study, { signal, outcome }: PairNames): number | null {
  for (let pair = 0; pair < countPairs(study); pair++) {
    const named = namesOf(study, pair);
    if (named.signal === signal && named.outcome === outcome) return pair;
  }
  return null;
}
