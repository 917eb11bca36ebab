import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { Core } from './core.ts';
import { asThrownFailure } from './guard.ts';

/** Where every call is implemented from: it hands the core in and lets only our failures out. */
export const os = implement(contract)
  .$context<Core>()
  .use(async ({ context, path, next }) => {
    try {
      return await next();
    } catch (error) {
      throw asThrownFailure(error, path, context.log);
    }
  });
