import { createHash, type Hash } from 'node:crypto';
import { USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { inputsOf, type StudyFile } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { countPairs, type Study } from '../../insight/screen/study.ts';
import type { Store } from '../../warehouse/store.ts';
import { readCauses } from './studyCauses.ts';
import { linkSides, MOST_PAIRS, type Sides } from './studyPairs.ts';
import { readSide, type StudySide } from './studySide.ts';
import { whileUnchanged } from './whileUnchanged.ts';

/** A study's data as statistics take it, with what its findings are told beside. */
export interface StudyData {
  readonly study: Study;
  readonly signals: StudySide;
  readonly outcomes: StudySide;
  /** SHA-256 of what was read of each relation, by its name. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** All that a study reads, of one moment: when a relation is replaced meanwhile, it is read again another time. */
export async function readStudyData(store: Store, study: StudyFile, work: Work): Promise<Result<StudyData>> {
  const { grain = USUAL_GRAIN } = study;
  const hashes = new Map<string, Hash>();
  const hashOf = (relation: string) => {
    const hash = hashes.get(relation) ?? createHash('sha256');
    hashes.set(relation, hash);
    return hash;
  };
  const unchanged = await whileUnchanged(store, inputsOf(study), work.signal);
  if (!unchanged.ok) return unchanged;
  const signals = await readSide(store, study.signals, hashOf(study.signals.relation), work, grain);
  if (!signals.ok) return signals;
  const outcomes = await readSide(store, study.outcomes, hashOf(study.outcomes.relation), work, grain);
  if (!outcomes.ok) return outcomes;
  const sides = { signals: signals.value, outcomes: outcomes.value };
  const linked = study.pairs;
  const paired: Result<Sides> =
    typeof linked === 'object'
      ? await linkSides(store, study, linked, sides, hashOf(linked.relation), work.signal)
      : ok({ ...sides, pairs: null });
  if (!paired.ok) return paired;
  const causes = await readCauses(store, study.causes ?? [], hashOf, work.signal, grain);
  if (!causes.ok) return causes;
  const still = await unchanged.value();
  if (!still.ok) return still;
  const made: Study = {
    signals: paired.value.signals.series,
    outcomes: paired.value.outcomes.series,
    causes: causes.value,
    pairs: paired.value.pairs,
  };
  if (countPairs(made) > MOST_PAIRS)
    return fail('BAD_INPUT', {
      message: `${made.signals.length.toLocaleString('en')} signals and ${made.outcomes.length.toLocaleString('en')} outcomes are more than ${MOST_PAIRS.toLocaleString('en')} pairs.`,
      next: 'Name a relation under pairs that links what may belong together.',
    });
  const digests = [...hashes].map(([relation, hash]) => [relation, hash.digest('hex')] as const).sort();
  return ok({ ...paired.value, study: made, hashes: Object.fromEntries(digests) });
}
