import * as z from 'zod';
import { call } from './base.ts';

export const trends = {
  /** What waits for a person's decision. */
  waiting: call.output(z.object({ categories: z.number().int(), links: z.number().int() })),
};
