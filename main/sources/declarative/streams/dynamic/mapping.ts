import { parse } from 'yaml';
import type { Json } from '../../../json.ts';
import { type Component, isComponent } from '../../component.ts';
import type { ValueKind } from '../../expressions/expressions.ts';
import type { Seen } from '../../parts.ts';
import { wrongManifest } from '../../records/faults.ts';
import { flag, list } from '../../records/members.ts';
import type { Workshop } from '../making.ts';
import { setMember } from '../rewrite.ts';
import type { Filling } from './resolver.ts';

export type Mapping = (template: Component, filling: Filling) => Promise<Component>;

/** Fills a template: each ComponentMappingDefinition sets one value at a path. A path that leads nowhere is passed over, as in the dialect. */
export function createMapping(resolver: Component, { expressions }: Workshop, readsYaml: boolean): Mapping {
  const definitions = list(resolver, 'components_mapping').map((one) => {
    if (!isComponent(one)) throw wrongManifest(resolver, 'components_mapping must hold components');
    const kind = one.members['value_type'] as ValueKind | undefined;
    return {
      path: list(one, 'field_path').map((step) => expressions.text(step, one)),
      value: expressions.value(one.members['value'], one, kind),
      condition:
        one.members['condition'] === undefined ? null : expressions.condition(one.members['condition'], one),
      create: flag(one, 'create_or_update'),
      staysText: kind === 'string',
    };
  });
  return async (template, { values, slice }) => {
    const seen: Seen = {
      more: { components_values: values },
      ...(slice === undefined ? {} : { slice: { partition: slice, cursor: {}, extra: {} } }),
    };
    let made = template;
    for (const { path, value, condition, create, staysText } of definitions) {
      if (condition !== null && !(await condition(seen))) continue;
      const rendered: Json = await value(seen);
      const steps = await Promise.all(path.map(async (step) => (step === null ? '' : step(seen))));
      const changed = setMember(
        made,
        steps,
        readsYaml && !staysText ? plainYaml(rendered) : rendered,
        create,
      );
      if (changed !== null && isComponent(changed)) made = changed;
    }
    return made;
  };
}

/** Text that is YAML means what it says: a list of a person's settings is written as one. */
function plainYaml(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return parse(value, { schema: 'core', maxAliasCount: 0 }) as Json;
  } catch {
    return value;
  }
}
