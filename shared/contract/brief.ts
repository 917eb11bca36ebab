import { call } from './base.ts';

export const brief = {
  /** From now on, what is there was seen. */
  seen: call,
};
