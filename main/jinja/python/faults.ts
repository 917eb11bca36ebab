import { Fault } from '../templateError.ts';
import { Undefined, type Value } from '../value.ts';
import { repr } from './text.ts';
import { ownerName } from './typeName.ts';

/** Something was done with a value that isn't there. */
export function undefinedFault({ message }: Undefined): Fault {
  return new Fault('UndefinedError', message);
}

const FREE = { spend: () => {}, hold: () => {}, fit: () => {} };

/** What reading an attribute or item gives when there is none. */
export function missing(owner: Value, key: Value): Undefined {
  if (typeof key === 'string') return new Undefined(key, `'${ownerName(owner)}' has no attribute '${key}'`);
  const shown = typeof key === 'object' ? '…' : repr(key, FREE);
  return new Undefined(shown, `${ownerName(owner)} has no element ${shown}`);
}
