import { numberOf } from '../../../../jinja/python/datetime/duration.ts';
import { undefinedFault } from '../../../../jinja/python/faults.ts';
import { stringOf } from '../../../../jinja/python/text.ts';
import { typeName } from '../../../../jinja/python/typeName.ts';
import { Fault, typeError } from '../../../../jinja/templateError.ts';
import { Undefined, type Value } from '../../../../jinja/value.ts';

/** What isn't text where text is needed is Python's TypeError, something that isn't there included. */
export function textArgument(value: Value | undefined): string {
  const text = value === undefined ? undefined : stringOf(value);
  if (text !== undefined) return text;
  throw typeError(`expected string or bytes-like object, got '${typeName(value ?? null)}'`);
}

export function numberArgument(value: Value | undefined): number {
  const number = value === undefined ? undefined : numberOf(value);
  if (number !== undefined) return number;
  throw typeError(`must be real number, not ${typeName(value ?? null)}`);
}

/** Of what is asked for one of its methods, an error of another kind: it isn't taken for plain text. */
export function ownerArgument(value: Value, method: string): string {
  const text = stringOf(value);
  if (text !== undefined) return text;
  if (value instanceof Undefined) throw undefinedFault(value);
  throw new Fault('AttributeError', `'${typeName(value)}' object has no attribute '${method}'`);
}

/** A value in a message, so that where it ends can be told: what may not be shown is taken out by its quotes. */
export function inQuotes(text: string): string {
  return `'${text.replace(/['"]/g, '’')}'`;
}
