import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Invocation } from './command.ts';

/** An option that is a whole number within bounds, or what it is when it isn't given. */
export function wholeNumber(
  { options }: Pick<Invocation, 'options'>,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): Result<number> {
  const given = options[name];
  if (given === undefined) return ok(otherwise);
  const value = /^\d+$/.test(String(given)) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return ok(value);
  return fail('BAD_INPUT', {
    message: `--${name} can't be "${given}".`,
    next: `Give a whole number from ${least} to ${most}.`,
  });
}
