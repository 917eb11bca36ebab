import type { Json, JsonObject } from '../../../json.ts';
import { type Component, isComponent, type Member } from '../../component.ts';
import { wrongManifest } from '../../records/faults.ts';
import { list } from '../../records/members.ts';
import { pathValue } from '../../slices/pathValue.ts';
import type { Workshop } from '../making.ts';
import type { Filling } from './resolver.ts';

/** ConfigComponentsResolver: an entry of a list in the settings for each stream; of several lists every combination. */
export function configValues(
  resolver: Component,
  { config, expressions }: Workshop,
): (signal: AbortSignal) => AsyncIterable<Filling> {
  const lists = list(resolver, 'stream_config').map((one) => {
    if (!isComponent(one)) throw wrongManifest(resolver, 'stream_config must hold components');
    return {
      pointer: list(one, 'configs_pointer').map((step) => expressions.text(step, one)),
      defaults: list(one, 'default_values'),
    };
  });
  return async function* () {
    const columns: Json[][] = [];
    for (const { pointer, defaults } of lists) {
      const path = await Promise.all(pointer.map(async (step) => (step === null ? '' : step({}))));
      const found = pathValue(config, path) ?? [];
      columns.push([
        ...(Array.isArray(found) ? (found as readonly Json[]) : [found]),
        ...defaults.map(plain),
      ]);
    }
    for (const combination of combinations(columns)) yield { values: merged(combination) };
  };
}

function plain(member: Member): Json {
  return isComponent(member) ? ({ ...member.members, type: member.type } as JsonObject) : (member as Json);
}

function* combinations(columns: readonly (readonly Json[])[]): Generator<readonly Json[]> {
  const [first, ...rest] = columns;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const others of combinations(rest)) yield [value, ...others];
}

function merged(combination: readonly Json[]): JsonObject {
  let all: JsonObject = {};
  for (const [at, value] of combination.entries())
    all =
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...all, ...(value as JsonObject) }
        : { ...all, [`source_config_${at}`]: value };
  return all;
}
