import type { Config } from '../../../host.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { type Component, isComponent, type Member } from '../../component.ts';
import type { Expressions } from '../../expressions/expressions.ts';
import { unsupported, wrongManifest } from '../../records/faults.ts';
import { list } from '../../records/members.ts';
import { pathValue } from '../../slices/pathValue.ts';
import { withoutValue, withValue } from './changed.ts';
import { validateConfig } from './validateConfig.ts';

type MakeExpressions = (config: Config) => Expressions;

/** Whether a connector has rules for what a person entered. */
export function normalisesConfig(spec: Component | null): boolean {
  return rulesOf(spec) !== null;
}

/** What a connector does to the settings before anything is asked: old ones brought up to date, then changed, then judged. */
export async function normaliseConfig(
  spec: Component | null,
  config: Config,
  makeExpressions: MakeExpressions,
): Promise<Config> {
  const rules = rulesOf(spec);
  if (spec === null || rules === null) return config;
  const migrations = items(rules['config_migrations']).flatMap((one) => {
    if (!isComponent(one)) throw wrongManifest(spec, 'config_migrations must hold components');
    return list(one, 'transformations');
  });
  let changed = config;
  for (const one of [...migrations, ...items(rules['transformations'])]) {
    if (!isComponent(one)) throw wrongManifest(spec, 'transformations of the config must be components');
    changed = await transform(one, changed, makeExpressions(changed));
  }
  for (const one of items(rules['validations'])) {
    if (!isComponent(one)) throw wrongManifest(spec, 'validations of the config must be components');
    await validateConfig(one, changed, makeExpressions(changed));
  }
  return changed;
}

function rulesOf(spec: Component | null): { readonly [name: string]: Member } | null {
  const rules = spec?.members['config_normalization_rules'];
  if (isComponent(rules)) return rules.members;
  return typeof rules === 'object' && rules !== null && !Array.isArray(rules)
    ? (rules as { readonly [name: string]: Member })
    : null;
}

function items(member: Member | undefined): readonly Member[] {
  return Array.isArray(member) ? (member as readonly Member[]) : [];
}

async function transform(one: Component, config: Config, expressions: Expressions): Promise<Config> {
  switch (one.type) {
    case 'ConfigRemapField':
      return remap(one, config, expressions);
    case 'ConfigAddFields':
      return add(one, config, expressions);
    case 'ConfigRemoveFields':
      return remove(one, config, expressions);
    default:
      throw unsupported(one, 'it changes the settings in a way that Leadline does not know');
  }
}

async function remap(one: Component, config: Config, expressions: Expressions): Promise<Config> {
  const path = await pathOf(list(one, 'field_path'), one, expressions);
  const value = pathValue(config, path);
  if (typeof value !== 'string' && typeof value !== 'number') return config;
  const map = (await expressions.object(one.members['map'], one, true)({})) as JsonObject;
  return Object.hasOwn(map, String(value)) ? withValue(config, path, map[String(value)] ?? null) : config;
}

async function add(one: Component, config: Config, expressions: Expressions): Promise<Config> {
  let changed = config;
  for (const field of list(one, 'fields')) {
    if (!isComponent(field)) throw wrongManifest(one, 'fields must hold components');
    const path = await pathOf(list(field, 'path'), field, expressions);
    const value: Json =
      field.members['value_type'] === 'string'
        ? ((await expressions.text(field.members['value'], field)?.({})) ?? '')
        : await expressions.value(field.members['value'], field)({});
    const seen = { more: { value, path } };
    if (await expressions.condition(one.members['condition'], one)(seen))
      changed = withValue(changed, path, value);
  }
  return changed;
}

async function remove(one: Component, config: Config, expressions: Expressions): Promise<Config> {
  if (!(await expressions.condition(one.members['condition'], one)({}))) return config;
  let changed = config;
  for (const pointer of list(one, 'field_pointers')) {
    const path = await pathOf(
      Array.isArray(pointer) ? (pointer as readonly Member[]) : [pointer],
      one,
      expressions,
    );
    changed = withoutValue(changed, path);
  }
  return changed;
}

function pathOf(steps: readonly Member[], of: Component, expressions: Expressions): Promise<string[]> {
  return Promise.all(steps.map(async (step) => (await expressions.text(step, of)?.({})) ?? ''));
}
