import type { Filter } from '../jinja.ts';
import { after, inOrder, type Later } from '../later.ts';
import { isTrue } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import { Fault, typeError } from '../templateError.ts';
import { type Arguments, type CallSite, Once, type Value } from '../value.ts';
import { attributeOf, collect } from './keys.ts';

/** map: an attribute of each item, or each item through a filter. */
const map: Filter = (value, { positional, named }, site) => {
  const items = collect(value, site.budget);
  if (positional.length === 0 && named.has('attribute')) {
    const unknown = Array.from(named.keys()).find((name) => name !== 'attribute' && name !== 'default');
    if (unknown !== undefined)
      throw new Fault('FilterArgumentError', `Unexpected keyword argument '${unknown}'`);
    const path = named.get('attribute') ?? null;
    return after(
      inOrder(items, (item) => attributeOf(item, path, named.get('default'))),
      (made) => new Once(made),
    );
  }
  const name = nameOf('map', positional);
  return after(
    inOrder(items, (item) => site.filter(name, item, positional.slice(1), named)),
    (made) => new Once(made),
  );
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
    const items = collect(value, site.budget);
    return after(
      inOrder(items, (item) =>
        after(subject(item, args, byAttribute), (tested) => holds(tested, args, byAttribute, site)),
      ),
      (verdicts) => new Once(items.filter((_item, index) => verdicts[index] === wanted)),
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
