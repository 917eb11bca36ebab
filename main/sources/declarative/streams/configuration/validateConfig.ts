import * as z from 'zod';
import type { Config } from '../../../host.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { Trouble } from '../../../trouble.ts';
import { type Component, isComponent, type Member } from '../../component.ts';
import type { Expressions } from '../../expressions/expressions.ts';
import { unsupported } from '../../records/faults.ts';
import { list, needed } from '../../records/members.ts';
import { pathValue } from '../../slices/pathValue.ts';

/** DpathValidator and PredicateValidator, each with a JSON schema that a value must follow. What isn't there is not judged. */
export async function validateConfig(
  one: Component,
  config: Config,
  expressions: Expressions,
): Promise<void> {
  const strategy = needed(one, 'validation_strategy');
  if (strategy.type !== 'ValidateAdheresToSchema')
    throw unsupported(strategy, 'it judges by a rule that Leadline does not know');
  const schema = z.fromJSONSchema(await schemaOf(strategy, expressions));
  const { what, values } = await judgedBy(one, config, expressions);
  for (const value of values) {
    const result = schema.safeParse(value);
    if (result.success) continue;
    const why = result.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
    throw new Trouble('config', {
      code: 'SOURCE_REFUSED',
      message: `The settings of the source are not what it needs${what === '' ? '' : `, in ${what}`}: ${why}.`,
      next: 'Correct them and try again.',
      retry: false,
    });
  }
}

async function schemaOf(strategy: Component, expressions: Expressions): Promise<JsonObject> {
  const base = strategy.members['base_schema'];
  const value: Member | undefined =
    typeof base === 'string'
      ? await expressions.value(base, strategy)({})
      : isComponent(base)
        ? base.members
        : base;
  if (typeof value === 'string') return JSON.parse(value) as JsonObject;
  return (value ?? {}) as JsonObject;
}

async function judgedBy(
  one: Component,
  config: Config,
  expressions: Expressions,
): Promise<{ readonly what: string; readonly values: readonly Json[] }> {
  if (one.type === 'PredicateValidator')
    return { what: '', values: [await expressions.value(one.members['value'], one)({})] };
  if (one.type !== 'DpathValidator') throw unsupported(one, 'it is no validator that Leadline knows');
  const path = await Promise.all(
    list(one, 'field_path').map(async (step) => (await expressions.text(step, one)?.({})) ?? ''),
  );
  return { what: path.join('.'), values: valuesAt(config, path) };
}

function valuesAt(value: Json, path: readonly string[]): readonly Json[] {
  const star = path.indexOf('*');
  if (star < 0) {
    const found = pathValue(value, path);
    return found === undefined ? [] : [found];
  }
  const inner = pathValue(value, path.slice(0, star));
  if (typeof inner !== 'object' || inner === null) return [];
  return (Object.values(inner) as Json[]).flatMap((one) => valuesAt(one, path.slice(star + 1)));
}
