import { typeError } from './templateError.ts';
import type { Arguments, Value } from './value.ts';

/** A parameter that must be given, or one with its default. */
export type Formal = string | readonly [name: string, value: Value];

/** Refuses arguments where none are taken. */
export function takeNone(callee: string, args: Arguments): void {
  if (args.positional.length + args.named.size > 0) bind(callee, [], args);
}

/** Lays the arguments of a call onto parameters as Python does, and answers one value a parameter, in their order. */
export function bind(callee: string, formals: readonly Formal[], args: Arguments): Value[] {
  if (args.positional.length > formals.length)
    throw typeError(
      `${callee}() takes ${formals.length} positional argument${formals.length === 1 ? '' : 's'} but ${args.positional.length} were given`,
    );
  const names = formals.map((formal) => (typeof formal === 'string' ? formal : formal[0]));
  for (const name of args.named.keys()) {
    const index = names.indexOf(name);
    if (index === -1) throw typeError(`${callee}() got an unexpected keyword argument '${name}'`);
    if (index < args.positional.length)
      throw typeError(`${callee}() got multiple values for argument '${name}'`);
  }
  return formals.map((formal, index) => {
    const [name, fallback] = typeof formal === 'string' ? [formal] : formal;
    const given = index < args.positional.length ? args.positional[index] : args.named.get(name);
    if (given !== undefined) return given;
    if (fallback === undefined) throw typeError(`${callee}() missing required argument: '${name}'`);
    return fallback;
  });
}
