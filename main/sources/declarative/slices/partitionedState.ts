import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** A saved state of a stream with partitions, in whichever of its shapes. */
export interface PartitionedState {
  readonly useGlobal: boolean;
  readonly partitions: readonly { readonly partition: JsonObject; readonly cursor: JsonObject }[];
  /** The cursor that holds for every partition not named; null: none. */
  readonly global: Json | null;
  /** Seconds. */
  readonly lookback: number;
  readonly parents: JsonObject | null;
  /** From before partitions had names: `{ "<value>": { "<cursor field>": … } }`. */
  legacy(partition: JsonObject): JsonObject | null;
}

export function readPartitionedState(state: JsonObject | null, cursorField: string): PartitionedState {
  const empty: PartitionedState = {
    useGlobal: false,
    partitions: [],
    global: null,
    lookback: 0,
    parents: null,
    legacy: () => null,
  };
  if (state === null) return empty;
  const parents = isJsonObject(state['parent_state']) ? state['parent_state'] : null;
  if (state['states'] === undefined && state['state'] === undefined) {
    if (state[cursorField] !== undefined) return { ...empty, global: state[cursorField], parents };
    return { ...empty, parents, legacy: legacyOf(state, cursorField) };
  }
  const states = Array.isArray(state['states']) ? (state['states'] as readonly Json[]) : [];
  const global = isJsonObject(state['state']) ? (state['state'][cursorField] ?? null) : null;
  return {
    useGlobal: state['use_global_cursor'] === true,
    partitions: states.flatMap((one) =>
      isJsonObject(one) && isJsonObject(one['partition']) && isJsonObject(one['cursor'])
        ? [{ partition: one['partition'], cursor: one['cursor'] }]
        : [],
    ),
    global,
    lookback: Number.isFinite(Number(state['lookback_window']))
      ? Math.trunc(Number(state['lookback_window']))
      : 0,
    parents,
    legacy: () => null,
  };
}

function legacyOf(state: JsonObject, cursorField: string): PartitionedState['legacy'] {
  const isLegacy = Object.values(state).every(
    (one) => isJsonObject(one) && Object.keys(one).length === 1 && one[cursorField] !== undefined,
  );
  if (!isLegacy) return () => null;
  return (partition) => {
    const values = Object.entries(partition).filter(([name]) => name !== 'parent_slice');
    const key = values.length === 1 ? String(values[0]?.[1]) : '';
    const found = Object.hasOwn(state, key) ? state[key] : undefined;
    return isJsonObject(found) ? found : null;
  };
}
