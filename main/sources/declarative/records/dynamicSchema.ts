import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Compiled } from '../expressions/expressions.ts';
import type { Making, SchemaLoader, Slice } from '../parts.ts';
import { templatedPath } from './dpathExtractor.ts';
import { unexpected, wrongManifest } from './faults.ts';
import { type FieldPath, valueAt } from './fieldPath.ts';
import { inner, list, needed } from './members.ts';
import { copyRecord, type Draft, put } from './ownField.ts';

const NOWHERE: Slice = { partition: {}, cursor: {}, extra: {} };

/** DynamicSchemaLoader: the vendor is asked which fields there are, and the first record says it. */
export function dynamicSchema(component: Component, making: Making): SchemaLoader {
  const retriever = making.make('retriever', needed(component, 'retriever'));
  const identifier = needed(component, 'schema_type_identifier');
  const pointers = {
    schema: templatedPath(identifier, 'schema_pointer', making),
    key: templatedPath(identifier, 'key_pointer', making),
    type: templatedPath(identifier, 'type_pointer', making),
  };
  const typeOf = typeReader(identifier, making);
  const transformations = list(component, 'schema_transformations').map((member) => {
    if (!isComponent(member)) throw wrongManifest(component, 'schema_transformations must be components');
    return making.make('transformation', member);
  });
  const filter = inner(component, 'schema_filter');
  const wanted = filter === null ? null : making.expressions.condition(filter.members['condition'], filter);

  const described = async (signal: AbortSignal): Promise<Draft> => {
    const properties: Draft = {};
    const [schemaAt, keyAt, typeAt] = [await pointers.schema(), await pointers.key(), await pointers.type()];
    for await (const page of retriever.pages(NOWHERE, { signal, resume: undefined, cursor: null })) {
      const [record] = page.records;
      if (record === undefined) continue;
      for (const field of fieldsOf(valueAt(record, schemaAt))) {
        const name = valueAt(field, keyAt);
        if (typeof name !== 'string') throw unexpected(making.stream, 'a described field has no name');
        put(properties, name, await typeOf(field, typeAt));
      }
      return properties;
    }
    return properties;
  };
  return {
    async schema(signal) {
      const properties: Draft = {};
      for (const [name, type] of Object.entries(await described(signal))) {
        if (wanted === null || (await wanted({ record: { [name]: type } }))) put(properties, name, type);
      }
      for (const transformation of transformations) await transformation.apply(properties, NOWHERE);
      return {
        $schema: 'https://json-schema.org/draft-07/schema#',
        type: 'object',
        additionalProperties: true,
        properties,
      };
    },
  };
}

/** A list of descriptions, or an object of which each name is one. */
function fieldsOf(found: Json | undefined): readonly Json[] {
  if (Array.isArray(found)) return found as readonly Json[];
  return isJsonObject(found) ? Object.keys(found) : [];
}

interface Mapping {
  readonly from: Json;
  readonly to: Member;
  readonly condition: Compiled<boolean> | null;
}

function typeReader(identifier: Component, making: Making) {
  const mappings = list(identifier, 'types_mapping').map((member): Mapping => {
    const members = isComponent(member) ? member.members : (member as Readonly<Record<string, Member>>);
    const condition = members['condition'];
    return {
      from: members['current_type'] as Json,
      to: members['target_type'] ?? 'string',
      condition:
        condition === undefined || condition === null
          ? null
          : making.expressions.condition(condition, isComponent(member) ? member : identifier),
    };
  });
  return async (field: Json, path: FieldPath): Promise<Json> => {
    const named = path.length === 0 ? 'string' : (valueAt(field, path) ?? 'string');
    for (const { from, to, condition } of mappings) {
      if (JSON.stringify(from) !== JSON.stringify(named)) continue;
      if (condition === null || (await condition({ more: { raw_schema: field } })))
        return schemaOf(to, making);
    }
    return schemaOf(named, making);
  };
}

const TYPES: Readonly<Record<string, JsonObject>> = {
  string: { type: ['null', 'string'] },
  boolean: { type: ['null', 'boolean'] },
  date: { type: ['null', 'string'], format: 'date' },
  timestamp_without_timezone: {
    type: ['null', 'string'],
    format: 'date-time',
    airbyte_type: 'timestamp_without_timezone',
  },
  timestamp_with_timezone: { type: ['null', 'string'], format: 'date-time' },
  time_without_timezone: { type: ['null', 'string'], format: 'time', airbyte_type: 'time_without_timezone' },
  time_with_timezone: { type: ['null', 'string'], format: 'time', airbyte_type: 'time_with_timezone' },
  integer: { type: ['null', 'integer'] },
  number: { type: ['null', 'number'] },
  array: { type: ['null', 'array'] },
  object: { type: ['null', 'object'] },
};

function schemaOf(type: Member, making: Making): JsonObject {
  if (typeof type === 'string') {
    const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (known !== undefined) return copyRecord(known);
  }
  if (Array.isArray(type) && type.length === 2) {
    return { oneOf: (type as readonly Member[]).map((one) => schemaOf(one, making)) };
  }
  const complex = isComponent(type)
    ? type.members
    : isJsonObject(type as Json)
      ? (type as Readonly<Record<string, Member>>)
      : null;
  const fieldType = complex?.['field_type'];
  if (typeof fieldType === 'string') {
    const made = schemaOf(fieldType, making);
    const items = complex?.['items'];
    return items === undefined || items === null ? made : { ...made, items: schemaOf(items, making) };
  }
  throw unexpected(
    making.stream,
    `${JSON.stringify(type)} is no type a field can have; types_mapping may give it one`,
  );
}
