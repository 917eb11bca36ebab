import { type CrossCorrelation, crossCorrelation } from '../correlation/crossCorrelation.ts';
import { meanPresent } from '../numbers/moments.ts';
import { type Autoregression, fitAutoregression } from './autoregression.ts';
import { whiten } from './whiten.ts';

export interface Prewhitened extends CrossCorrelation {
  readonly model: Autoregression;
}

/**
 * The textbook form (Box and Jenkins 1976): one model, of x, filters both. Kept for comparison: without taking the seasons out first it
 * still calls a third of unrelated pairs related.
 */
export function prewhitenedCorrelation(
  x: Float64Array,
  y: Float64Array,
  maxLead: number,
  orderMax?: number,
): Prewhitened {
  const model = fitAutoregression(x, orderMax === undefined ? {} : { orderMax });
  const { coefficients, order } = model;
  const left = whiten(x, model).subarray(order);
  const right = whiten(y, { coefficients, mean: meanPresent(y) }).subarray(order);
  return { ...crossCorrelation(left, right, maxLead), model };
}
