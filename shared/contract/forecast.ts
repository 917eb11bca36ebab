import * as z from 'zod';
import { call } from './base.ts';

export const forecast = {
  /** The outcomes that can be forecast, by their names. */
  offers: call.output(z.array(z.string())),
};
