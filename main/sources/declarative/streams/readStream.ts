import type { Json, JsonObject } from '../../json.ts';
import type { ReadEvent, ReadOptions, ReadOutcome, StreamTrouble } from '../../source.ts';
import { Trouble } from '../../trouble.ts';
import type { Slice } from '../parts.ts';
import { cancelled } from '../records/faults.ts';
import { partitionKey } from '../slices/partitionKey.ts';
import { type BuiltStream, slicesOf } from './builtStream.ts';
import { type ResumePoint, readResume, writeResume } from './resumePoint.ts';
import { sliceLabel } from './sliceLabel.ts';
import { aboutStream } from './unsupported.ts';

/** So many slices in a row that fail alike are not the slices' fault: the others are left alone. */
const MOST_ALIKE = 25;
/** Each was asked for again and again, with waits between: nobody answers. */
const MOST_UNREACHED = 5;
const MOST_TOLD = 20;
/** A state names every partition: where it is long, it is told after one in so many of its length, and at the end. */
const STATES_A_ROUND = 100;

/**
 * Reads a stream slice by slice and page by page, each when it is asked for. A slice that fails leaves the others running; what
 * came before is claimed all the same, by a state after each slice that ended.
 */
export async function* readStream(
  stream: BuiltStream,
  options: ReadOptions,
): AsyncGenerator<ReadEvent, ReadOutcome> {
  const reading = new Reading(stream, options);
  try {
    yield* reading.events();
  } catch (thrown) {
    if (thrown instanceof LimitReached) return reading.outcome();
    if (!(thrown instanceof Trouble)) throw thrown;
    reading.note(thrown);
  }
  if (!reading.failed || stream.cursor !== null) yield { kind: 'state', state: { stream: reading.claims() } };
  return reading.outcome();
}

class LimitReached extends Error {}

class Reading {
  readonly #stream: BuiltStream;
  readonly #options: ReadOptions;
  readonly #troubles: StreamTrouble[] = [];
  #records = 0;
  #alike = 0;
  #claims: JsonObject | null = null;
  #pages = 0;
  #untold = 0;

  constructor(stream: BuiltStream, options: ReadOptions) {
    this.#stream = stream;
    this.#options = options;
  }

  get failed(): boolean {
    return this.#troubles.length > 0;
  }

  outcome(): ReadOutcome {
    return {
      status: this.failed ? 'incomplete' : 'complete',
      troubles: this.#troubles,
      records: this.#records,
    };
  }

  note(trouble: Trouble): void {
    const { kind, failure } = aboutStream(this.#stream.name, trouble);
    const last = this.#troubles.at(-1);
    if (last?.failure.message === failure.message) return;
    if (this.#troubles.length < MOST_TOLD) this.#troubles.push({ kind, failure });
  }

  claims(): JsonObject | null {
    this.#claims = this.#stream.cursor?.state() ?? null;
    this.#untold = 0;
    return this.#claims;
  }

  #isLong(): boolean {
    const states = this.#claims?.['states'];
    return Array.isArray(states) && states.length > STATES_A_ROUND * (this.#untold + 1);
  }

  async *events(): AsyncGenerator<ReadEvent> {
    const { cursor } = this.#stream;
    const { mode, state, signal } = this.#options;
    const resume = readResume(state?.resume);
    // From the beginning means without what was claimed, but what this same reading claimed before it broke off still holds.
    await cursor?.begin(mode === 'incremental' || resume !== null ? (state?.stream ?? null) : null);
    this.claims();
    if (cursor === null) {
      yield* this.#unclaimed(resume);
      return;
    }
    let number = 0;
    if (resume !== null && resume.slice !== null) {
      await this.#stream.router?.ready?.();
      yield* this.#slice(resume.slice, number, resume.page);
      number += 1;
    }
    for await (const slice of slicesOf(this.#stream, signal)) {
      yield* this.#slice(slice, number, undefined);
      number += 1;
    }
  }

  /** Without a cursor slices are counted: those that were read to their end before are left out. */
  async *#unclaimed(resume: ResumePoint | null): AsyncGenerator<ReadEvent> {
    const { signal } = this.#options;
    let number = 0;
    let point = resume;
    for await (const slice of slicesOf(this.#stream, signal)) {
      const at = number;
      number += 1;
      if (point !== null && at < point.done) continue;
      const same =
        point?.slice !== null &&
        point !== null &&
        partitionKey(point.slice.partition) === partitionKey(slice.partition);
      const behind = this.failed;
      yield* this.#slice(slice, at, same ? point?.page : undefined);
      point = null;
      // Slices are counted, so that none behind one that failed can be told as read.
      if (behind) yield { kind: 'unclaimed' };
      else if (!this.failed)
        yield {
          kind: 'state',
          state: { stream: null, resume: writeResume({ done: number, slice: null, page: null }) },
        };
    }
  }

  async *#slice(slice: Slice, number: number, page: Json | undefined): AsyncGenerator<ReadEvent> {
    const { cursor } = this.#stream;
    yield { kind: 'progress', slice: number + 1, slices: null, label: sliceLabel(slice) };
    const before = this.#pages;
    try {
      yield* this.#read(slice, number, page);
    } catch (thrown) {
      if (!(thrown instanceof Trouble)) throw thrown;
      yield { kind: 'unclaimed' };
      // A vendor forgets the places it gave out: the next reading must not stumble over the same one.
      if (page !== undefined && this.#pages === before && thrown.failure.code !== 'CANCELLED')
        yield { kind: 'state', state: { stream: this.#claims } };
      const last = this.#troubles.at(-1)?.failure;
      this.note(thrown);
      if (thrown.failure.code === 'CANCELLED') throw thrown;
      this.#alike = last?.code === thrown.failure.code ? this.#alike + 1 : 1;
      const most = thrown.kind === 'transient' ? MOST_UNREACHED : MOST_ALIKE;
      if (this.#alike >= most) throw gaveUp(thrown, most);
      return;
    }
    this.#alike = 0;
    if (cursor === null) return;
    cursor.sliceEnded(slice);
    // Behind a slice that failed, a cursor can't claim what it is past.
    if (this.failed && cursor.claims?.(slice) === false) yield { kind: 'unclaimed' };
    this.#untold += 1;
    if (!this.#isLong()) yield { kind: 'state', state: { stream: this.claims() } };
  }

  async *#read(slice: Slice, number: number, resume: Json | undefined): AsyncGenerator<ReadEvent> {
    const { cursor, retriever, name } = this.#stream;
    const { signal, limit } = this.#options;
    for await (const page of retriever.pages(slice, { signal, resume, cursor })) {
      if (signal.aborted) throw cancelled(name);
      this.#pages += 1;
      const left = (limit ?? Number.POSITIVE_INFINITY) - this.#records;
      const records = page.records.length > left ? page.records.slice(0, left) : page.records;
      this.#records += records.length;
      if (records.length > 0) yield { kind: 'records', records };
      if (limit !== undefined && this.#records >= limit) throw new LimitReached();
      // With a failure behind it a place to go on from would pass over what failed.
      if (page.resume !== undefined && !this.failed && !this.#isLong())
        yield {
          kind: 'state',
          state: { stream: this.#claims, resume: writeResume({ done: number, slice, page: page.resume }) },
        };
    }
    if (signal.aborted) throw cancelled(name);
  }
}

function gaveUp(last: Trouble, most: number): Trouble {
  const { failure, kind } = last;
  return new Trouble(kind, {
    ...failure,
    message: `${failure.message} ${most} parts in a row failed like this, so the rest was not asked for.`,
  });
}
