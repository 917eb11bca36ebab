import type { Filter } from '../jinja.ts';
import { after } from '../later.ts';
import { takeNone } from '../parameters.ts';
import { collect } from '../python/generator.ts';
import { Undefined } from '../value.ts';
import { LIST_FILTERS } from './lists.ts';
import { NUMBER_FILTERS } from './numbers.ts';
import { SELECT_FILTERS } from './select.ts';
import { TEXT_FILTERS } from './texts.ts';
import { VALUE_FILTERS } from './values.ts';

/** Every filter of Jinja2 3.1. */
export function builtinFilters(random: () => number): Readonly<Record<string, Filter>> {
  const filters: Readonly<Record<string, Filter>> = {
    ...LIST_FILTERS,
    ...NUMBER_FILTERS,
    ...SELECT_FILTERS,
    ...TEXT_FILTERS,
    ...VALUE_FILTERS,
    random: (value, _args, site) => {
      return after(collect(value, site.budget), (items) => {
        const chosen = items[Math.floor(random() * items.length)];
        return chosen === undefined ? new Undefined('random', 'No random item, sequence was empty.') : chosen;
      });
    },
  };
  return { ...filters, ...withoutArguments(filters) };
}

const PLAIN = [
  ...['abs', 'capitalize', 'count', 'e', 'escape', 'first', 'forceescape', 'items', 'last', 'length', 'list'],
  ...['lower', 'pprint', 'random', 'reverse', 'safe', 'string', 'striptags', 'title', 'upper', 'urlencode'],
  'wordcount',
];

function withoutArguments(filters: Readonly<Record<string, Filter>>): Record<string, Filter> {
  const checked: Record<string, Filter> = {};
  for (const name of PLAIN) {
    const filter = filters[name];
    if (filter === undefined) continue;
    checked[name] = (value, args, site) => {
      takeNone(name, args);
      return filter(value, args, site);
    };
  }
  return checked;
}
