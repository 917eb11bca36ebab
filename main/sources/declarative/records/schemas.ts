import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Component, isComponent } from '../component.ts';
import type { Making, SchemaLoader } from '../parts.ts';
import { unsupported, wrongManifest } from './faults.ts';
import { list } from './members.ts';

/** InlineSchemaLoader: as it stands in the manifest. */
export function inlineSchema(component: Component): SchemaLoader {
  const schema = component.members['schema'];
  const found = (schema ?? {}) as Json;
  if (!isJsonObject(found)) throw wrongManifest(component, 'schema must be an object');
  return { schema: async () => found };
}

export function fileSchema(component: Component): SchemaLoader {
  throw unsupported(
    component,
    'a manifest here is one file, so the schema belongs into it, in an InlineSchemaLoader',
  );
}

/** DefaultSchemaLoader: nothing is known beforehand, and every field is taken as it comes. */
export function noSchema(): SchemaLoader {
  return { schema: async () => ({}) };
}

/** Fields of all of them; of two with one name the first stands. */
export function compositeSchema(component: Component, making: Making): SchemaLoader {
  const loaders = list(component, 'schema_loaders').map((member) => {
    if (!isComponent(member)) throw wrongManifest(component, 'schema_loaders must be components');
    return making.make('schemaLoader', member);
  });
  return combinedSchema(loaders);
}

export function combinedSchema(loaders: readonly SchemaLoader[]): SchemaLoader {
  return {
    async schema(signal) {
      let properties: JsonObject = {};
      for (const loader of loaders) {
        const found = (await loader.schema(signal))['properties'];
        if (isJsonObject(found)) properties = { ...found, ...properties };
      }
      return {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: ['null', 'object'],
        properties,
      };
    },
  };
}
