import type { Later } from './later.ts';
import { bind, type Formal } from './parameters.ts';
import { Callable, type CallSite, type Value } from './value.ts';

/** A function with named parameters, as templates call it. */
export function fn(
  name: string,
  formals: readonly Formal[],
  body: (values: readonly Value[], site: CallSite) => Later<Value>,
): Callable {
  return new Callable(name, (args, site) => body(bind(name, formals, args), site));
}
