import type { Builders } from '../parts.ts';
import { addFields } from './addFields.ts';
import { combinedExtractor, keyValueExtractor } from './combining.ts';
import { dpathExtractor } from './dpathExtractor.ts';
import { dynamicSchema } from './dynamicSchema.ts';
import { fileExtractor } from './fileExtractor.ts';
import { dpathFlattenFields, flattenFields } from './flatten.ts';
import { headerRowExtractor } from './headerRowExtractor.ts';
import { keysReplace, keysToLower, keysToSnakeCase } from './keys.ts';
import { recordSelector } from './recordSelector.ts';
import { removeFields } from './removeFields.ts';
import { compositeSchema, fileSchema, inlineSchema, noSchema } from './schemas.ts';

export const extractors: Builders<'extractor'> = {
  DpathExtractor: dpathExtractor,
  ResponseToFileExtractor: fileExtractor,
  KeyValueExtractor: keyValueExtractor,
  CombinedExtractor: combinedExtractor,
  'leadline.HeaderRowExtractor': headerRowExtractor,
};

export const recordSelectors: Builders<'recordSelector'> = { RecordSelector: recordSelector };

export const transformations: Builders<'transformation'> = {
  AddFields: addFields,
  RemoveFields: removeFields,
  KeysToLower: keysToLower,
  KeysToSnakeCase: keysToSnakeCase,
  KeysReplace: keysReplace,
  FlattenFields: flattenFields,
  DpathFlattenFields: dpathFlattenFields,
};

export const schemaLoaders: Builders<'schemaLoader'> = {
  InlineSchemaLoader: inlineSchema,
  JsonFileSchemaLoader: fileSchema,
  DynamicSchemaLoader: dynamicSchema,
  CompositeSchemaLoader: compositeSchema,
  DefaultSchemaLoader: noSchema,
};
