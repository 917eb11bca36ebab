import type { Json } from '../../../main/sources/json.ts';
import type { StreamFacts } from '../../../main/sources/source.ts';
import { difference } from './difference.ts';
import type { ExpectedFacts } from './scenario.ts';

/** `excused`: streams that the reference left out because it refuses what we run or disable. */
export function compareFacts(
  expected: readonly ExpectedFacts[],
  actual: readonly StreamFacts[],
  excused: ReadonlySet<string>,
): string[] {
  const usable = new Map(actual.filter((one) => one.unsupported === undefined).map((one) => [one.name, one]));
  const wanted = new Set(expected.map(({ name }) => name));
  const faults = expected.flatMap((one) => {
    const ours = usable.get(one.name);
    if (ours === undefined) return [`discover: ${one.name} is not there, or disabled`];
    const fault = difference(expectedOf(one), factsOf(ours), `discover: ${one.name}`);
    return fault === null ? [] : [fault];
  });
  const strangers = [...usable.keys()].filter((name) => !wanted.has(name) && !excused.has(name));
  return [...faults, ...strangers.map((name) => `discover: ${name} is not expected`)];
}

function expectedOf(one: ExpectedFacts): Json {
  return {
    supported_sync_modes: one.supported_sync_modes,
    json_schema: one.json_schema,
    source_defined_primary_key: one.source_defined_primary_key ?? [],
    default_cursor_field: one.default_cursor_field ?? [],
  };
}

function factsOf(one: StreamFacts): Json {
  return {
    supported_sync_modes: one.syncModes,
    json_schema: one.jsonSchema,
    source_defined_primary_key: one.primaryKey,
    default_cursor_field: one.cursorField,
  };
}
