import type { Filter } from '../jinja.ts';
import { after, type Later } from '../later.ts';
import { kept, mapped, pulling } from '../python/generator.ts';
import { isTrue } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import { Fault, typeError } from '../templateError.ts';
import { type Arguments, type CallSite, Once, type Value } from '../value.ts';
import { attributeOf } from './keys.ts';

/** map: an attribute of each item, or each item through a filter. */
const map: Filter = (value, { positional, named }, site) => {
  if (!isTrue(value)) return Once.of([]);
  return mapped(pulling(value, site.budget), (item) => {
    if (positional.length > 0 || !named.has('attribute')) {
      const name = nameOf('map', positional);
      return site.filter(name, item, positional.slice(1), named);
    }
    const unknown = Array.from(named.keys()).find((name) => name !== 'attribute' && name !== 'default');
    if (unknown !== undefined)
      throw new Fault('FilterArgumentError', `Unexpected keyword argument '${unknown}'`);
    return attributeOf(item, named.get('attribute') ?? null, named.get('default'));
  });
};

function nameOf(filter: string, positional: readonly Value[]): string {
  const [first] = positional;
  if (first === undefined) throw new Fault('FilterArgumentError', `${filter} requires a filter argument`);
  const name = stringOf(first);
  if (name === undefined) throw typeError(`${filter}: the name of a filter or test must be a string`);
  return name;
}

/** select, reject and the like: those items for which a test, or their own truth, is as wanted. */
function choosing(wanted: boolean, byAttribute: boolean): Filter {
  return (value, args, site) => {
    if (!isTrue(value)) return Once.of([]);
    return kept(pulling(value, site.budget), (item) =>
      after(subject(item, args, byAttribute), (tested) =>
        after(holds(tested, args, byAttribute, site), (verdict) => verdict === wanted),
      ),
    );
  };
}

function subject(item: Value, { positional }: Arguments, byAttribute: boolean): Later<Value> {
  if (!byAttribute) return item;
  const [path] = positional;
  if (path === undefined) throw new Fault('FilterArgumentError', 'Missing parameter for attribute name');
  return attributeOf(item, path, undefined);
}

function holds(
  value: Value,
  { positional, named }: Arguments,
  byAttribute: boolean,
  site: CallSite,
): Later<boolean> {
  const rest = positional.slice(byAttribute ? 1 : 0);
  if (rest.length === 0) return isTrue(value);
  return site.test(nameOf('select', rest), value, rest.slice(1), named);
}

export const SELECT_FILTERS: Readonly<Record<string, Filter>> = {
  map,
  select: choosing(true, false),
  reject: choosing(false, false),
  selectattr: choosing(true, true),
  rejectattr: choosing(false, true),
};
