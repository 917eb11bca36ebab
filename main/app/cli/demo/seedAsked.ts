import type { Result } from '../../../../shared/errors/failure.ts';
import type { Invocation } from '../command.ts';
import { wholeNumber } from '../wholeNumber.ts';

export function seedAsked(call: Invocation): Result<number> {
  return wholeNumber(call, 'seed', { least: 0, most: 2 ** 31, otherwise: 1 });
}
