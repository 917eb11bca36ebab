import type * as z from 'zod';
import { nearestWord } from '../../../shared/domain/nearestWord.ts';
import { label } from './label.ts';
import type { Path } from './locate.ts';
import { looksLikeSecret } from './pastedSecrets.ts';

/** One fault of a schema in a person's words. `data` is the whole value that was checked. */
export function schemaWords(issue: z.core.$ZodIssue, data: unknown): string {
  const value = valueAt(data, issue.path);
  if (value === undefined && issue.path.length > 0) return `${label(issue.path)} is missing`;
  const subject = issue.path.length === 0 ? 'the file' : `${label(issue.path)}:`;
  switch (issue.code) {
    case 'invalid_type':
      return `${subject} must be ${typeWords(issue.expected)}, not ${valueWords(value)}`;
    case 'invalid_value':
      return `${subject} ${quote(value)} is not one of ${issue.values.map(String).join(', ')}${hint(value, issue.values)}`;
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      if (options.length === 0) return `${subject} ${valueWords(value)} is not what belongs here`;
      return `${subject} ${quote(value)} is not one of ${options.map(String).join(', ')}${hint(value, options)}`;
    }
    case 'too_small':
      if (issue.origin === 'array')
        return `${subject} needs at least ${count(issue.minimum, 'entry', 'entries')}`;
      if (issue.origin === 'string') return `${subject} must not be empty`;
      return `${subject} must be at least ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string')
        return `${subject} is longer than ${count(issue.maximum, 'letter', 'letters')}`;
      if (issue.origin === 'array')
        return `${subject} has more than ${count(issue.maximum, 'entry', 'entries')}`;
      return `${subject} must be at most ${issue.maximum}`;
    case 'custom':
      return `${subject} ${isPlain(value) ? `${quote(value)} ` : ''}${issue.message}`;
    default:
      return `${subject} ${issue.message}`;
  }
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that start with a dash)',
  object: 'a mapping (lines of `key: value`)',
  record: 'a mapping (lines of `key: value`)',
};

function typeWords(expected: string): string {
  return TYPES[expected] ?? expected;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return `${value} (put it in quotes if it is meant as text)`;
  return `the number ${value} (put it in quotes if it is meant as text)`;
}

const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** Words are read in logs and screens: what may be a secret is never repeated, nor is anything long. */
function quote(value: unknown): string {
  if (!isPlain(value)) return valueWords(value);
  const text = String(value);
  return text.length > 40 || looksLikeSecret(text) ? 'this value' : JSON.stringify(text);
}

function hint(value: unknown, options: readonly unknown[]): string {
  if (typeof value !== 'string') return '';
  const near = nearestWord(value, options.map(String));
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

function count(number: number | bigint, one: string, many: string): string {
  return `${number} ${Number(number) === 1 ? one : many}`;
}
