import type { JsonObject } from '../../json.ts';
import type { StreamFacts } from '../../source.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import { isComponent } from '../component.ts';
import { schemaLoaderOf } from './builtStream.ts';
import type { Listed } from './catalogue.ts';
import { describedBy, factsOf } from './facts.ts';
import type { Workshop } from './making.ts';
import { makingOf } from './openStreams.ts';

/** What every stream is, its schema asked for where it must be. A schema that can't be had leaves its stream without one. */
export async function discoverFacts(
  workshop: Workshop,
  streams: readonly Listed[],
  signal: AbortSignal,
): Promise<readonly StreamFacts[]> {
  const found: StreamFacts[] = [];
  for (const { component } of streams) {
    const facts = factsOf(workshop, component);
    if (facts.unsupported !== undefined) {
      found.push(facts);
      continue;
    }
    const stream = describedBy(component);
    found.push({
      ...facts,
      jsonSchema: await schemaOf(workshop, stream, facts, signal),
      cursorField: await cursorFieldOf(workshop, stream, facts),
    });
  }
  return found;
}

async function schemaOf(
  workshop: Workshop,
  stream: Component,
  facts: StreamFacts,
  signal: AbortSignal,
): Promise<JsonObject> {
  try {
    const loader = schemaLoaderOf(stream, makingOf(workshop, stream, 0));
    return loader === null ? facts.jsonSchema : await loader.schema(signal);
  } catch (thrown) {
    if (!(thrown instanceof Trouble) || signal.aborted) throw thrown;
    workshop.host.say(
      `Stream ${facts.name}: its fields can't be told beforehand. ${thrown.failure.message}`,
      'warn',
    );
    return {};
  }
}

async function cursorFieldOf({ expressions }: Workshop, stream: Component, facts: StreamFacts) {
  const cursor = stream.members['incremental_sync'];
  if (!isComponent(cursor)) return facts.cursorField;
  const field = await expressions.text(cursor.members['cursor_field'], cursor)?.({});
  return field === undefined ? facts.cursorField : [field];
}
