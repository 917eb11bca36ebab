import Database from 'better-sqlite3';
import { answered, type Scalar, type UserFunction } from '../functions/userFunction.ts';
import type { Driver, OpenDriver } from './driver.ts';

/** better-sqlite3 as it is, with one name for both kinds of function. */
export function openAddon({ file, readonly, busyMs }: OpenDriver): Driver {
  const db = new Database(file, { readonly, timeout: busyMs });
  db.defaultSafeIntegers(true);
  const define = (called: UserFunction) => {
    const options = { deterministic: true, safeIntegers: true, varargs: true };
    if ('step' in called)
      db.aggregate(called.name, {
        ...options,
        start: (): Scalar => null,
        step: (known: Scalar, ...given: Scalar[]) =>
          answered(called, given.length, () => called.step(known, ...given)),
      });
    else
      db.function(called.name, options, (...given: Scalar[]) =>
        answered(called, given.length, () => called.run(...given)),
      );
  };
  // Its own declarations don't know `explain` yet.
  return Object.assign(db as typeof db & Pick<Driver, 'explain'>, { define });
}
