import { createHash } from 'node:crypto';
import { snakeCase } from '../../../shared/domain/columnName.ts';
import { type RelationName, relationName } from '../../../shared/domain/relation.ts';

const LONGEST = 59;

/** `raw.<source>__<stream>`; two long names that begin alike stay apart by a piece of their hash. */
export function relationOf(source: string, stream: string): RelationName {
  const name = `${part(source, 'source')}__${part(stream, 'stream')}`;
  const whole = name.length <= LONGEST && snakeCase(stream) !== '';
  return relationName('raw', whole ? name : `${name.slice(0, LONGEST - 9)}_${hashOf(source, stream)}`);
}

/** As the loads name the column of a field; nesting is two underscores. */
export function columnOf(path: readonly string[]): string {
  return path.map((step) => part(step, 'column')).join('__');
}

function part(name: string, otherwise: string): string {
  const snake = snakeCase(name);
  if (snake === '') return otherwise;
  return /^\d/.test(snake) ? `${otherwise}_${snake}` : snake;
}

function hashOf(...names: string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 8);
}
