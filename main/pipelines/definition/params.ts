import { nearestWord } from '../../../shared/domain/nearestWord.ts';
import type { Param, ParamValue, ParamValues } from '../../../shared/domain/pipeline/pipeline.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { quoted } from './problem.ts';

type Scalar = string | number | boolean;
export type ParamDefinitions = Readonly<Record<string, Param>>;

export const MOST_ITEMS = 1_000;
const LONGEST = 10_000;
const A_DAY = /^\d{4}-\d{2}-\d{2}$/;
const A_NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

const TYPE_WORDS: Readonly<Record<Param['type'], string>> = {
  text: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  day: 'a day (write it like 2026-11-22)',
  list: 'a list',
};

/** Why a value can't be a param's, to follow its name; null where it can. */
export function paramFault(param: Param, value: unknown): string | null {
  if (!isOfType(param.type, value)) return `must be ${TYPE_WORDS[param.type]}, not ${told(value)}`;
  if (Array.isArray(value) && value.length > MOST_ITEMS)
    return `has ${value.length.toLocaleString('en')} items, and ${MOST_ITEMS.toLocaleString('en')} is the most`;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.some((one) => typeof one === 'string' && one.length > LONGEST))
    return `is longer than ${LONGEST.toLocaleString('en')} letters`;
  const odd = param.choices && values.find((one) => !param.choices?.some((choice) => choice === one));
  if (odd === undefined) return null;
  return `${told(odd)} is not one of ${param.choices?.slice(0, 20).map(String).join(', ')}`;
}

function isOfType(type: Param['type'], value: unknown): boolean {
  if (type === 'list') return Array.isArray(value) && value.every(isScalar);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string' && (type === 'text' || isDay(value));
}

function isScalar(value: unknown): value is Scalar {
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

export function isDay(text: string): boolean {
  if (!A_DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function told(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  return typeof value === 'object' ? 'a mapping' : String(value);
}

/**
 * The values of a run: what was given, and the default of each param that wasn't. What comes as text where something else
 * is wanted, as on a command line, is read as that: `7`, `true`, `berlin, hamburg`.
 */
export function resolveParams(
  params: ParamDefinitions | undefined,
  given: Readonly<Record<string, unknown>>,
): Result<ParamValues> {
  const defined = params ?? {};
  const names = Object.keys(defined);
  for (const name of Object.keys(given))
    if (!Object.hasOwn(defined, name))
      return refused(`it has no param ${quoted(name)}${meant(name, names)}`, name);
  const values: [string, ParamValue][] = [];
  for (const [name, param] of Object.entries(defined)) {
    const value = Object.hasOwn(given, name) ? asWanted(param.type, given[name]) : param.default;
    if (value === undefined) return refused(`its param ${name} has no value and no default`, name);
    const wrong = paramFault(param, value);
    if (wrong !== null) return refused(`its param ${name} ${wrong}`, name);
    values.push([name, value as ParamValue]);
  }
  return ok(Object.fromEntries(values));
}

function asWanted(type: Param['type'], value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (type === 'number' || type === 'integer') return A_NUMBER.test(text) ? Number(text) : value;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : value;
  if (type === 'list')
    return text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return type === 'day' ? text : value;
}

/** More names than these nobody looks through for one that is a letter off. */
const MOST_COMPARED = 1_000;

export function meant(written: string, known: readonly string[]): string {
  // Of one letter, every other letter is one change away.
  const compared = written.length > 1 && known.length <= MOST_COMPARED;
  const near = compared ? nearestWord(written, known) : undefined;
  return near === undefined ? '' : `: did you mean ${near}?`;
}

function refused(why: string, name: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `The pipeline can't run with these params: ${why}${why.endsWith('?') ? '' : '.'}`,
    next: 'Give every param a value of its type, under its own name.',
    subject: name.slice(0, 80),
  });
}
