import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Json, JsonObject } from '../json.ts';
import type { StreamFacts, StreamState, SyncMode } from '../source.ts';

const JsonValue: z.ZodType<Json> = z.json();
const JsonMapping: z.ZodType<JsonObject> = z.record(z.string(), JsonValue);

/** What the warehouse keeps of a stream's state, in the transaction of the rows it claims. */
export const KeptState = z.strictObject({
  stream: JsonMapping.nullable(),
  resume: JsonValue.optional(),
  /** A read in this mode stopped before its end, and `resume` says where. */
  unfinished: z.enum(['full_refresh', 'incremental']).optional(),
  /** The read that came to its end here, as whoever asked for it calls it: asked for again, it is not read twice. */
  attempt: z.string().optional(),
});
export type KeptState = z.infer<typeof KeptState>;

const MOST = 1_000_000;

/** What a reader is given to go on from. A read that wasn't finished is resumed only in the same mode. */
export function startOf(kept: KeptState | null, mode: SyncMode): StreamState | null {
  if (kept === null) return null;
  if (kept.unfinished === mode)
    return { stream: kept.stream, ...(kept.resume !== undefined && { resume: kept.resume }) };
  if (mode === 'full_refresh') return null;
  return kept.stream === null ? null : { stream: kept.stream };
}

/** After a read that came to its end: nothing is left to resume. */
export function finished(state: StreamState, attempt?: string): KeptState {
  return { stream: plain(state.stream), ...(attempt !== undefined && { attempt }) };
}

/** Whether this very read ended before, and only word of it was lost: its records are in, whatever a vendor would send again. */
export function hasEnded(kept: KeptState | null, attempt: string | undefined): boolean {
  return attempt !== undefined && kept?.attempt === attempt && kept.unfinished === undefined;
}

export function unfinished(state: StreamState, mode: SyncMode): KeptState {
  return {
    stream: plain(state.stream),
    ...(state.resume !== undefined && { resume: plain(state.resume) }),
    unfinished: mode,
  };
}

/** As a person writes it: the dialect's own state, without our wrapping. */
export function stateFromPerson(value: unknown, facts: StreamFacts): Result<KeptState | null> {
  if (value === null) return ok(null);
  const wrong = (why: string) =>
    fail('BAD_INPUT', {
      message: `That can't be the state of ${facts.name}: ${why}.`,
      next: 'Change the state it has now, or forget it to read everything again.',
      subject: facts.name,
    });
  const read = JsonMapping.safeParse(value);
  if (!read.success) return wrong('it must be an object, such as {"updated_at": "2026-01-31"}');
  if (JSON.stringify(read.data).length > MOST) return wrong('it is larger than a megabyte');
  const cursor = facts.cursorField.at(-1);
  const names = Object.keys(read.data);
  const known = [
    ...(cursor === undefined ? [] : [cursor]),
    'state',
    'states',
    'parent_state',
    'use_global_cursor',
  ];
  const odd = names.find((name) => ![...known, 'lookback_window', 'partition'].includes(name));
  if (!facts.syncModes.includes('incremental'))
    return wrong('the stream has none, it is read in full every time');
  if (odd !== undefined && !names.some((name) => known.includes(name)))
    return wrong(`its cursor is ${cursor ?? 'not known'}, and it says ${odd}`);
  return ok({ stream: read.data });
}

/** As JSON can hold it. */
export function plain<T extends Json>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_name, one: unknown) => (typeof one === 'bigint' ? exact(one) : one)),
  ) as T;
}

/** JSON of a state has no room for more digits than a double has. */
function exact(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
