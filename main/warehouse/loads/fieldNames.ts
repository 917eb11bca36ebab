import { createHash } from 'node:crypto';
import { LONGEST_COLUMN_NAME, normaliseNames } from '../../../shared/domain/columnName.ts';
import { nameOf, type RelationName, relationName } from '../../../shared/domain/relation.ts';

/** PostgreSQL cuts names beyond this without a word. */
const LONGEST_NAME = 63;
const LONGEST_RELATION = 59;

/** `amount`, `amount_2`, `amount_3`: for a column whose name is taken. */
export function numberedName(wanted: string, number: number): string {
  return number === 1 ? wanted : shortened(wanted, `_${number}`, LONGEST_NAME);
}

export function numberedRelation(wanted: RelationName, number: number): RelationName {
  return number === 1
    ? wanted
    : relationName('raw', shortened(nameOf(wanted), `_${number}`, LONGEST_RELATION));
}

export function variantName(column: string, kind: string): string {
  return shortened(column, `__v_${kind}`, LONGEST_NAME);
}

export function wantedName(path: readonly string[]): string {
  const parts = normaliseEach(path);
  return parts.join('__').slice(0, LONGEST_COLUMN_NAME).replace(/_+$/, '');
}

/** Two long names that begin alike stay apart by a piece of their hash. */
export function childName(parent: RelationName, path: readonly string[]): RelationName {
  const name = `${nameOf(parent)}__${normaliseEach(path).join('__')}`;
  const fits =
    name.length <= LONGEST_RELATION
      ? name
      : `${name.slice(0, LONGEST_RELATION - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  return relationName('raw', fits);
}

function normaliseEach(path: readonly string[]): string[] {
  return path.flatMap((part) => normaliseNames([part]).map(({ name }) => name));
}

function shortened(name: string, suffix: string, longest: number): string {
  return name.slice(0, longest - suffix.length) + suffix;
}
