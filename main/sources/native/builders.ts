import type { Builders } from '../declarative/parts.ts';
import { keepFields } from './keepFields.ts';

/** What the dialect can't say, under our own prefix. */
export const transformations: Builders<'transformation'> = {
  'leadline.KeepFields': keepFields,
};
