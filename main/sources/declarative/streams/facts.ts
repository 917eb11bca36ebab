import type { Json, JsonObject } from '../../json.ts';
import type { StreamFacts } from '../../source.ts';
import { Trouble } from '../../trouble.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Expressions } from '../expressions/expressions.ts';
import { nameOf, type Workshop } from './making.ts';
import { openStream } from './openStreams.ts';
import { primaryKeyOf } from './primaryKey.ts';
import { componentsIn, isCustom, unsupportedType } from './unsupported.ts';

/** What the file alone says of a stream, and whether it can run. */
export function factsOf(workshop: Workshop, component: Component): StreamFacts {
  const stream = describedBy(component);
  const cursor = stream.members['incremental_sync'];
  const field = isComponent(cursor) ? cursorFieldOf(cursor, workshop.expressions) : null;
  const unsupported = troublesOf(workshop, component);
  return {
    name: nameOf(component),
    syncModes: field === null ? ['full_refresh'] : ['full_refresh', 'incremental'],
    primaryKey: primaryKeyOf(stream),
    cursorField: field === null ? [] : [field],
    jsonSchema: inlineSchema(stream.members['schema_loader']),
    ...(unsupported.length === 0 ? {} : { unsupported }),
  };
}

/** Of a stream with two ways, the one that goes on from a state knows the cursor. */
export function describedBy(component: Component): Component {
  const incremental = component.members['incremental_stream'];
  return component.type === 'StateDelegatingStream' && isComponent(incremental) ? incremental : component;
}

/** A template that needs waiting for is shown as it is written. */
function cursorFieldOf(cursor: Component, expressions: Expressions): string | null {
  const written = cursor.members['cursor_field'];
  const value = expressions.text(written, cursor)?.({});
  if (value instanceof Promise) void value.catch(() => undefined);
  return typeof value === 'string' ? value : typeof written === 'string' ? written : null;
}

function inlineSchema(loader: Member | undefined): JsonObject {
  const schema =
    isComponent(loader) && loader.type === 'InlineSchemaLoader' ? loader.members['schema'] : null;
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) && !isComponent(schema)
    ? (schema as JsonObject)
    : {};
}

function troublesOf(workshop: Workshop, component: Component): NonNullable<StreamFacts['unsupported']> {
  const name = nameOf(component);
  const found = new Map<string, string>();
  try {
    openStream(workshop, component, null);
    if (component.type === 'StateDelegatingStream')
      openStream(workshop, component, { any: true } as { any: Json });
  } catch (thrown) {
    if (!(thrown instanceof Trouble)) throw thrown;
    const { subject, message } = thrown.failure;
    found.set(subject ?? component.path, message);
    // Building stops at the first part it can't make; code in other languages is found without building.
    for (const custom of componentsIn(component, ({ type }) => isCustom(type)))
      if (!found.has(custom.type)) found.set(custom.type, unsupportedType(name, custom).message);
  }
  return [...found].map(([component, reason]) => ({ component, reason }));
}
