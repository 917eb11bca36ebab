import Database from 'better-sqlite3';
import type { Driver, OpenDriver } from './driver.ts';

/** better-sqlite3 as it is. */
export function openAddon({ file, readonly, busyMs }: OpenDriver): Driver {
  const db = new Database(file, { readonly, timeout: busyMs });
  db.defaultSafeIntegers(true);
  // Its own declarations don't know `explain` yet.
  return db as typeof db & Pick<Driver, 'explain'>;
}
