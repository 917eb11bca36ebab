import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import { PaginationReset } from '../paginationReset.ts';
import { ContentHash } from '../paging/contentHash.ts';
import { Repeats } from '../paging/repeats.ts';
import type { Answer, Paginator } from '../parts.ts';
import { cancelled, unexpected } from '../records/faults.ts';

/** Where a slice can be gone on with: the token of a page that wasn't read yet, and how many were. */
export interface Position {
  readonly token: Json;
  readonly pages: number;
}

/** A large page is handed on in pieces of so many records. */
const PIECE = 1_000;

export interface Loop {
  readonly stream: string;
  readonly paginator: Paginator;
  /** Null: nothing to page through, so nothing can go in a circle, and answers of any length aren't looked at for it. */
  readonly watched: boolean;
  readonly signal: AbortSignal;
  readonly from: Position | null;
  ask(token: Json): Promise<Answer | null>;
  /** Records of one answer, shaped; `null` for each that was filtered out. */
  select(
    answer: Answer,
    extracted: (record: JsonObject) => void,
  ): AsyncIterable<{ readonly record: JsonObject | null; readonly extracted: number }>;
  /** What is handed on, of what was selected; called right before it is. */
  handOn(record: JsonObject): boolean;
  /** Whether a page that ends with this record is the last one. */
  ends(last: JsonObject): boolean;
  /** The vendor wants the pages read from the first again; throws where that was done already. */
  reset(): void;
  /** The record count at which paging begins anew; null: never. */
  readonly most: number | null;
}

export interface Piece {
  readonly records: readonly JsonObject[];
  /** Undefined within a page, and at the end of a slice. */
  readonly next: Position | undefined;
}

/** Reads pages one after another, each when it is asked for. */
export async function* readPages(loop: Loop): AsyncIterable<Piece> {
  const { paginator, signal, stream } = loop;
  let repeats = new Repeats();
  let token: Json = loop.from?.token ?? paginator.first();
  let pages = loop.from?.pages ?? 0;
  let sinceStart = 0;
  for (;;) {
    if (signal.aborted) throw cancelled(stream);
    const answer = await askOrReset(loop, token);
    if (answer === null) return;
    let next: Json = null;
    if (answer !== 'reset') {
      const page = yield* readPage(loop, answer);
      const { content, last, emitted, extracted, rest } = page;
      pages += 1;
      sinceStart += emitted;
      next = await paginator.next({ answer, extracted, emitted, last, token });
      if (last !== null && loop.ends(last)) next = null;
      const circle = loop.watched && next !== null ? repeats.seen(token, content) : null;
      if (circle !== null) throw endless(stream, circle);
      yield { records: rest, next: next === null ? undefined : { token: next, pages } };
      if (next === null) return;
    }
    if (answer === 'reset' || (loop.most !== null && sinceStart >= loop.most)) {
      loop.reset();
      token = paginator.first();
      repeats = new Repeats();
      sinceStart = 0;
    } else token = next;
  }
}

interface Page {
  readonly content: ContentHash;
  readonly last: JsonObject | null;
  readonly emitted: number;
  readonly extracted: number;
  /** What was not handed on yet: it goes with the place of the next page. */
  readonly rest: readonly JsonObject[];
}

async function* readPage(loop: Loop, answer: Answer): AsyncGenerator<Piece, Page> {
  const content = new ContentHash();
  const shown = loop.watched ? (record: JsonObject) => content.add(record) : () => undefined;
  let piece: JsonObject[] = [];
  let last: JsonObject | null = null;
  let emitted = 0;
  let extracted = 0;
  try {
    // Read before its records are: afterwards a body that came record by record is gone.
    if (loop.paginator.readsAnswer === true) await answer.json();
    for await (const found of loop.select(answer, shown)) {
      extracted = found.extracted;
      if (found.record === null) continue;
      emitted += 1;
      last = found.record;
      if (loop.handOn(last)) piece.push(last);
      if (piece.length < PIECE) continue;
      if (loop.signal.aborted) throw cancelled(loop.stream);
      yield { records: piece, next: undefined };
      piece = [];
    }
  } catch (error) {
    // Levels are gone into one by one, and an answer may have any number of them.
    if (!(error instanceof RangeError) || !/call stack/i.test(error.message)) throw error;
    throw unexpected(loop.stream, 'values of the answer are nested too deeply to be read');
  }
  return { content, last, emitted, extracted, rest: piece };
}

async function askOrReset(loop: Loop, token: Json): Promise<Answer | null | 'reset'> {
  try {
    return await loop.ask(token);
  } catch (error) {
    if (error instanceof PaginationReset) return 'reset';
    throw error;
  }
}

function endless(stream: string, why: string): Trouble {
  return new Trouble('loop', {
    code: 'SOURCE_FAILED',
    message: `Stream ${stream}: paging goes in a circle: ${why}.`,
    next: 'Look at the trace of the stream, and correct how the manifest finds the next page and when it stops.',
    subject: stream,
    retry: false,
  });
}

/** A position as it was kept with the state; anything else means from the beginning. */
export function positionOf(resume: Json | undefined): Position | null {
  if (typeof resume !== 'object' || resume === null || Array.isArray(resume)) return null;
  const { token, pages } = resume as JsonObject;
  return token === undefined || token === null || typeof pages !== 'number' ? null : { token, pages };
}

export function noSecondReset(stream: string): () => void {
  let done = false;
  return () => {
    if (done) throw unexpected(stream, 'its pages were read from the first again, and broke off again');
    done = true;
  };
}
