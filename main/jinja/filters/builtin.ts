import type { Filter } from '../jinja.ts';
import { Undefined } from '../value.ts';
import { collect } from './keys.ts';
import { LIST_FILTERS } from './lists.ts';
import { NUMBER_FILTERS } from './numbers.ts';
import { SELECT_FILTERS } from './select.ts';
import { TEXT_FILTERS } from './texts.ts';
import { VALUE_FILTERS } from './values.ts';

/** Every filter of Jinja2 3.1. */
export function builtinFilters(random: () => number): Readonly<Record<string, Filter>> {
  return {
    ...LIST_FILTERS,
    ...NUMBER_FILTERS,
    ...SELECT_FILTERS,
    ...TEXT_FILTERS,
    ...VALUE_FILTERS,
    random: (value, _args, site) => {
      const items = collect(value, site.budget);
      const chosen = items[Math.floor(random() * items.length)];
      return chosen === undefined ? new Undefined('random', 'No random item, sequence was empty.') : chosen;
    },
  };
}
