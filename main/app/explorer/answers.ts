import type {
  AskedHeat,
  AskedPair,
  EventView,
  HeatView,
  PairJudgement,
  PairView,
} from '../../../shared/contract/explorer.ts';
import { AS_THE_STUDY } from '../../../shared/domain/pairToggles.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { AmongPairs } from '../../insight/finding/finding.ts';
import { correct } from '../../insight/finding/register.ts';
import type { Store } from '../../warehouse/store.ts';
import { createTriedPairs, DEFAULT_FAMILY } from '../studies/triedPairs.ts';
import { exportPair } from './exportPair.ts';
import { heatOf } from './heat.ts';
import type { Holding } from './heldStudy.ts';
import { noteSpans } from './notes/noteSpans.ts';
import { readNotes } from './notes/ownNotes.ts';
import { otherQuestion, otherTime } from './otherQuestion.ts';
import { type NamedPair, placedPair } from './pairOfStudy.ts';
import { storedFindings } from './storedFindings.ts';
import { usedVersion } from './usedVersion.ts';

/** Where a question is answered: a study that is held, its warehouse and its workspace. */
export interface Place {
  readonly holding: Holding;
  readonly store: Store;
  readonly workspace: string;
  readonly signal: AbortSignal | undefined;
}

export async function pairView(
  { holding, store, workspace, signal }: Place,
  asked: AskedPair,
): Promise<Result<PairView>> {
  const { toggles = AS_THE_STUDY, from, to } = asked;
  const placed = placedPair(holding, asked);
  if (!placed.ok) return placed;
  const place = placed.value;
  const other = otherQuestion({ studied: place.studied, from, to, toggles });
  const [sight, version, finding, notes] = await Promise.all([
    holding.quick.ask('pair', { ...place, from, to, toggles }, signal),
    usedVersion(holding, store, signal),
    other === null ? storedFindings(holding.ready, store).one(asked, signal) : ok(null),
    readNotes(workspace),
  ]);
  if (!version.ok) return version;
  if (!finding.ok) return finding;
  const stored = version.value === null ? null : finding.value;
  return ok({
    ...sight,
    about: { ...place.about },
    sentence: stored?.sentence ?? sight.sentence,
    finding: stored,
    otherQuestion: other ?? otherTime(version.value) ?? (stored === null ? NOT_AMONG : null),
    // A fault in the notes is told where notes are shown; it doesn't take the pair away.
    annotations: [
      ...sight.annotations,
      ...(notes.ok ? noteSpans(notes.value.notes, sight, place.about) : []),
    ],
  });
}

const NOT_AMONG =
  'This pair came after the last run of the study, so that it has no verdict yet. Run the study again.';

export async function judgement(
  { holding, store, signal }: Place,
  asked: AskedPair,
): Promise<Result<PairJudgement>> {
  const { toggles = AS_THE_STUDY, from, to } = asked;
  const placed = placedPair(holding, asked);
  if (!placed.ok) return placed;
  const other = otherQuestion({ studied: placed.value.studied, from, to, toggles });
  const version = await usedVersion(holding, store, signal);
  if (!version.ok) return version;
  const among = other === null ? await amongTried(holding, asked, store, signal) : ok(null);
  if (!among.ok) return among;
  const task = { ...placed.value, from, to, toggles, among: among.value };
  const judged = await holding.slow.ask('judge', task, signal);
  return ok({ ...judged, otherQuestion: other ?? otherTime(version.value) });
}

export async function events(
  { holding, signal }: Place,
  asked: Omit<AskedPair, 'toggles'>,
): Promise<Result<EventView>> {
  const placed = placedPair(holding, asked);
  if (!placed.ok) return placed;
  const { from, to } = asked;
  return ok(await holding.slow.ask('events', { ...placed.value, from, to }, signal));
}

export async function heat({ holding, store, signal }: Place, asked: AskedHeat): Promise<Result<HeatView>> {
  const version = await usedVersion(holding, store, signal);
  if (!version.ok) return version;
  const verdicts =
    version.value === null ? ok(new Map()) : await storedFindings(holding.ready, store).verdicts(signal);
  return verdicts.ok ? heatOf(holding, asked, verdicts.value) : verdicts;
}

export async function exportR(
  { holding, store, signal }: Place,
  { to, ...named }: NamedPair & { readonly to: string },
): Promise<Result<{ folder: string }>> {
  const { name } = holding.ready;
  const placed = placedPair(holding, named);
  if (!placed.ok) return placed;
  const version = await usedVersion(holding, store, signal);
  if (!version.ok) return version;
  const changed = otherTime(version.value);
  if (changed !== null) return refused(changed, 'Run the study, then export what it found.', name);
  const stored = await storedFindings(holding.ready, store).one(named, signal);
  if (!stored.ok) return stored;
  const among = await amongTried(holding, named, store, signal);
  if (!among.ok) return among;
  if (stored.value === null || among.value === null)
    return refused(
      `The study ${name} has no finding of “${named.signal}” and “${named.outcome}” to export.`,
      stored.value?.sentence ?? 'Choose a pair that the study compares, or run it again.',
      name,
    );
  return exportPair(holding, placed.value, among.value, stored.value, to, signal);
}

/** What the correction over all pairs ever tried makes of this one; null where it wasn't tried. */
async function amongTried(
  { file }: Holding,
  { signal: one, outcome }: NamedPair,
  store: Store,
  signal: AbortSignal | undefined,
): Promise<Result<AmongPairs | null>> {
  // Only read here: when it is doesn't matter.
  const register = await createTriedPairs(store, () => new Date(0), file.family ?? DEFAULT_FAMILY).read(
    signal,
  );
  if (!register.ok) return register;
  const { q, tests } = correct(register.value);
  const its = q(one, outcome);
  return ok(Number.isNaN(its) ? null : { q: its, tests });
}

function refused(message: string, next: string, subject: string): Result<never> {
  return fail('BAD_INPUT', { message, next, subject });
}
