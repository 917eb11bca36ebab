import { relationName } from '../../../shared/domain/relation.ts';

/** Where children publish, and what must agree with it. */
const place = (schema: string, identifier: string) => ({ database: '', schema, identifier });

export const TARGETS = [
  place('staging', 'orders'),
  place('core', 'orders'),
  place('core', 'seen'),
  place('core', 'grown'),
  place('analytics', 'summed'),
] as const;

/** Of somebody else, who reads what is replaced. */
export const OWED = place('analytics', 'of another');
export const DELTA = place('_candidates', '~delta');
export const RECORD = { ...place('core', 'rounds'), relation: relationName('core', 'rounds') };
