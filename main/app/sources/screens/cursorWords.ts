import { isJsonObject, type JsonObject } from '../../../sources/json.ts';

const LONGEST = 40;

/** How far a stream was read, as short as a table wants it: its cursor, or in how many parts it is read. */
export function cursorWords(state: JsonObject | null): string | null {
  if (state === null) return null;
  const { states } = state;
  if (Array.isArray(states) && states.length > 0)
    return states.length === 1 ? '1 part' : `${states.length} parts`;
  const plain = Object.values(state).find((value) => typeof value === 'string' || typeof value === 'number');
  if (plain !== undefined) return shortened(String(plain));
  const inner = Object.values(state).find(isJsonObject);
  return inner === undefined ? null : cursorWords(inner);
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
