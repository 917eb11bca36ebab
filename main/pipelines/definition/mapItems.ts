import type { ParamValues } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Step } from '../../../shared/domain/pipeline/step.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { MOST_ITEMS } from './params.ts';
import { onlyName } from './template.ts';

/** single: the step isn't mapped. query: its items are the first column of what this answers; hand them to `asItems`. */
export type MapItems =
  | { readonly is: 'single' }
  | { readonly is: 'items'; readonly items: readonly (string | number)[] }
  | { readonly is: 'query'; readonly query: string };

const LONGEST = 10_000;

/** What a step is mapped over. */
export function mapItems(step: Step, params: ParamValues): Result<MapItems> {
  const { map } = step;
  if (map === undefined) return ok({ is: 'single' });
  if (typeof map === 'object' && 'query' in map) return ok({ is: 'query', query: map.query });
  const items = typeof map === 'string' ? paramItems(map, params) : map;
  if (items === null) return refused(step, `${map} is no param that holds a list`);
  const bounded = asItems(step, items);
  return bounded.ok ? ok({ is: 'items', items: bounded.value }) : bounded;
}

function paramItems(map: string, params: ParamValues): readonly unknown[] | null {
  const name = mappedParam(map);
  const value = name !== null && Object.hasOwn(params, name) ? params[name] : null;
  return Array.isArray(value) ? value : null;
}

/** The param that `map: ${{ params.shops }}` names; null where it names none. */
export function mappedParam(map: string): string | null {
  const name = onlyName(map);
  return name?.startsWith('params.') ? name.slice('params.'.length) : null;
}

/** Values as items of a mapped step, in their order: those of a query, which may be anything a database answers. */
export function asItems(step: Step, values: readonly unknown[]): Result<readonly (string | number)[]> {
  if (values.length > MOST_ITEMS)
    return refused(step, `it has more than ${MOST_ITEMS.toLocaleString('en')} items, which is the most`);
  const items: (string | number)[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null || value === undefined || (typeof value === 'object' && !(value instanceof Date)))
      return refused(step, `item ${index + 1} is empty or no plain value`);
    if (typeof value === 'number' && Number.isFinite(value)) items.push(value);
    else {
      const text = value instanceof Date ? value.toISOString() : String(value);
      if (text.length > LONGEST)
        return refused(step, `item ${index + 1} is longer than ${LONGEST.toLocaleString('en')} letters`);
      items.push(text);
    }
  }
  return ok(items);
}

function refused(step: Step, why: string): Result<never> {
  return fail('PIPELINE_INVALID', {
    message: `Step ${step.name} can't be mapped: ${why}.`,
    next: 'Correct what it is mapped over, then run it again.',
    subject: step.name,
  });
}
