import type { Json } from '../../json.ts';

/** As Python sees it: a value of a partition that isn't true is not put into requests. */
export function truthy(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
