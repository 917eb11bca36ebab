import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { LoadSummary, Loads } from '../../warehouse/loads.ts';
import type { SourceClock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import type { OpenedSource, ReadOutcome, StreamState } from '../source.ts';
import type { ExtractOptions, StreamOutcome, StreamStatus } from './extraction.ts';
import { finished, hasEnded, type KeptState, plain, startOf, unfinished } from './keptState.ts';
import type { Mark, Spool } from './spool.ts';
import type { States } from './states.ts';
import { SNAPSHOT_DAY, type StreamPlan } from './streamPlan.ts';

/** What is committed together while a stream is read. */
const RECORDS = 10_000;
const MILLISECONDS = 30_000;
const BYTES = 64 * 1024 * 1024;

export interface StreamSurroundings {
  readonly loads: Loads;
  readonly states: States;
  readonly spool: Spool;
  readonly clock: SourceClock;
  readonly newId: () => string;
  readonly strip: (record: JsonObject) => JsonObject;
  /** `2026-03-08`, in the zone that the source's days belong to. */
  readonly today: () => string;
  /** Whether the stream ever had rows. */
  readonly hadRows: () => Promise<Result<boolean>>;
}

/** A state and what came before it. */
interface Claim {
  readonly state: StreamState;
  readonly mark: Mark;
}

const NOTHING: Mark = { batches: 0, records: 0 };

type Counted = Omit<StreamOutcome, 'requests' | 'waitedMs' | 'warnings' | 'failures' | 'status'>;

/** Reads one stream to its end, committing as it goes where that is right. Never throws but for defects of ours. */
export async function extractStream(
  plan: StreamPlan,
  opened: OpenedSource,
  around: StreamSurroundings,
  { work, allowEmpty, attempt }: Pick<ExtractOptions, 'work' | 'allowEmpty' | 'attempt'>,
): Promise<Omit<StreamOutcome, 'requests' | 'waitedMs'>> {
  const { loads, states, spool, clock } = around;
  const { load: target, stream, mode } = plan;
  const failures: Failure[] = [];
  const warnings: string[] = [];
  const summaries: LoadSummary[] = [];
  let records = 0;
  let handed = 0;
  let lost = 0;

  const kept = plan.continues
    ? await states.current(target.source, stream)
    : { ok: true as const, value: null };
  if (!kept.ok) return ended('failed', [kept.failure]);
  if (hasEnded(kept.value, attempt)) {
    work.report({ step: `${stream} was read before the interruption`, done: 0 });
    return ended('done', []);
  }
  const start = startOf(kept.value, mode);
  let heldState = JSON.stringify(kept.value);
  const seen: { last: Claim | null; page: Claim | null } = {
    last: null,
    page: start?.resume === undefined ? null : { state: start, mark: NOTHING },
  };
  /** Of the slice that is read: where it began, and whether a place in it was told. */
  const slice = { from: NOTHING, told: start?.resume !== undefined, first: true };
  /** Where the first slice stood that broke off. The next reading goes on there, whatever ended after it. */
  let place: StreamState['resume'];
  /** What is merged or replaced may come again; a state without the mark is the same for every read. */
  const ofAdded = target.disposition === 'append' ? attempt : undefined;
  let broken = false;
  let committedAt = clock.now();

  const read = await readAll();
  const stopped = work.signal.aborted;
  const whole = read.status === 'complete' && failures.length === 0 && !stopped;
  failures.push(...read.troubles.map(({ failure }) => failure));
  if (read.records !== records && whole)
    warnings.push(
      `The connector says that it read ${count(read.records)} records of ${stream}, and ${count(records)} came.`,
    );
  const empty = whole && records === 0 && start === null && allowEmpty !== true && plan.movesState;
  if (empty && (await usuallyHasRows())) {
    warnings.push(
      `${stream} usually has rows, and now it was read in full without a single one: what is there stays as it was. Look at the source, and allow it to be empty if that is right.`,
    );
  } else if (whole) await commit(spool.mark(), finalState());
  else if (plan.piecewise && !broken) {
    const claim = bestClaim();
    // What is merged may come again, so nothing that came is thrown away.
    const upTo = target.disposition === 'merge' ? spool.mark() : claim?.mark;
    // A read that was refused from its first request on has nothing to say of how far it came.
    const came = records > 0 || heldState !== 'null';
    if (upTo !== undefined && came) await commit(upTo, partialState(claim));
  }
  await spool.clear();
  if (lost > 0)
    warnings.push(
      `${count(lost)} records of ${stream} came and are in no row and not in quarantine: the counts don't agree.`,
    );
  if (stopped) return ended('cancelled', failures);
  if (failures.length > 0 || !whole) return ended('failed', failures);
  return ended(warnings.length > 0 ? 'warning' : 'done', []);

  async function readAll(): Promise<ReadOutcome> {
    const reader = opened.read(stream, { mode, state: start, signal: work.signal });
    for (;;) {
      const next = await reader.next();
      if (next.done === true) return next.value;
      const event = next.value;
      if (event.kind === 'records') {
        records += event.records.length;
        await spool.add(event.records.map(shaped));
        work.report({ step: `Reading ${stream}`, done: records, unit: 'records' });
      } else if (event.kind === 'unclaimed') {
        if (target.disposition === 'append') breakOff();
      } else if (event.kind === 'state') {
        const inSlice = event.state.resume !== undefined;
        // There is room for one place: a slice after it is had whole or not at all.
        if (inSlice && place !== undefined) continue;
        const state = place === undefined ? event.state : { ...event.state, resume: place };
        seen.last = { state, mark: spool.mark() };
        if (inSlice) seen.page = seen.last;
        if (inSlice) slice.told = true;
        if (!plan.piecewise || !due()) continue;
        if (await commit(seen.last.mark, partialState(seen.last))) continue;
        const nothing: ReadOutcome = { status: 'incomplete', troubles: [], records };
        await reader.return(nothing);
        return nothing;
      } else {
        slice.from = spool.mark();
        if (!slice.first) slice.told = false;
        slice.first = false;
        const of = event.slices === null ? '' : ` of ${event.slices}`;
        const which = event.label === '' ? '' : `, ${event.slice}${of}: ${event.label}`;
        work.report({ step: `Reading ${stream}${which}`, done: records, unit: 'records' });
      }
    }
  }

  /**
   * Of what is only added, nothing may land that a later reading brings again: a slice that broke off is kept up to the last
   * place it told, and without one not at all.
   */
  function breakOff(): void {
    if (slice.told && seen.page !== null && place === undefined) {
      place = seen.page.state.resume;
      spool.forgetAfter(seen.page.mark);
    } else spool.forgetAfter(slice.from);
  }

  function shaped(record: JsonObject): JsonObject {
    const stripped = around.strip(record);
    return plan.snapshot ? { ...stripped, [SNAPSHOT_DAY]: around.today() } : stripped;
  }

  function due(): boolean {
    return (
      spool.records >= RECORDS ||
      spool.bytes >= BYTES ||
      (spool.records > 0 && clock.now() - committedAt >= MILLISECONDS)
    );
  }

  /**
   * Of a read that broke off: its last words claim what ended, and forget the page they stood at. Where they claim no more
   * than was claimed at that page, it is the better place to go on from.
   */
  function bestClaim(): Claim | null {
    const { last, page } = seen;
    if (last === null || page === null || last === page || place !== undefined) return last;
    return JSON.stringify(plain(last.state.stream)) === JSON.stringify(plain(page.state.stream))
      ? page
      : last;
  }

  function finalState(): KeptState | undefined {
    if (!plan.movesState) return undefined;
    if (seen.last !== null) return finished(seen.last.state, ofAdded);
    return kept.ok && kept.value?.unfinished !== undefined
      ? finished({ stream: kept.value.stream }, ofAdded)
      : undefined;
  }

  function partialState(claim: Claim | null): KeptState | undefined {
    if (!plan.movesState || claim === null) return undefined;
    // An incremental read between two slices is as good as ended there.
    const between = mode === 'incremental' && claim.state.resume === undefined;
    return between ? finished(claim.state) : unfinished(claim.state, mode);
  }

  /** What the spool holds, in one transaction with the state that claims it. False: it failed, and the stream ends. */
  async function commit(upTo: Mark, becomes: KeptState | undefined): Promise<boolean> {
    const some = upTo.records;
    const says = becomes === undefined ? heldState : JSON.stringify(becomes);
    const moved =
      (summaries.length > 0 ? says !== heldState : withoutMark(says) !== withoutMark(heldState)) &&
      !(heldState === 'null' && becomes?.stream === null && !becomes.unfinished);
    if (some === 0 && !moved && target.disposition !== 'replace') return true;
    // Not the signal of the work: what came before a cancel is complete, and writing it down takes a moment.
    const landed = await loads.land(target, spool.read(upTo), {
      attempt: around.newId(),
      ...(becomes !== undefined && { state: () => becomes }),
    });
    if (!landed.ok) {
      failures.push(landed.failure);
      broken = true;
      return false;
    }
    summaries.push(landed.value);
    handed += some;
    const { rows, rejected, load } = landed.value;
    if (target.disposition === 'merge' ? rows + rejected > some : rows + rejected !== some)
      lost += Math.abs(some - rows - rejected);
    if (becomes !== undefined)
      // The state itself is committed; a line missing in its history is no reason to fail.
      await states.note(target.source, stream, { load, by: 'extraction', state: becomes });
    await spool.clear();
    heldState = says;
    // Marks are of what the spool held, and that is committed.
    if (seen.page !== null) seen.page = { ...seen.page, mark: NOTHING };
    slice.from = NOTHING;
    committedAt = clock.now();
    return true;
  }

  async function usuallyHasRows(): Promise<boolean> {
    const had = await around.hadRows();
    if (had.ok) return had.value;
    failures.push(had.failure);
    return true;
  }

  function counted(): Counted {
    const sum = (of: (one: LoadSummary) => number) => summaries.reduce((all, one) => all + of(one), 0);
    const rows = sum((one) => one.rows);
    const rejected = sum((one) => one.rejected);
    const superseded = target.disposition === 'merge' ? Math.max(0, handed - rows - rejected) : 0;
    return {
      stream,
      relation: target.relation,
      records,
      rows,
      rejected,
      superseded,
      loads: summaries.map(({ load }) => load),
    };
  }

  function ended(status: StreamStatus, why: readonly Failure[]) {
    return { ...counted(), status, failures: why, warnings };
  }
}

/** A read that brought nothing needn't be remembered: asked for again it brings nothing, or what is new. */
function withoutMark(state: string): string {
  return state.replace(/,"attempt":"(?:[^"\\]|\\.)*"}$/, '}');
}

function count(amount: number): string {
  return amount.toLocaleString('en');
}
