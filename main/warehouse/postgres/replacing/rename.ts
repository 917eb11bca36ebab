import { quoteName } from '../connection.ts';
import { type At, type Known, quoteAt } from './at.ts';

export function renameSql(from: At, to: At, kind: Known['kind']): string[] {
  const moved = from.schema !== to.schema;
  // By way of its own name in the new schema, where no other relation of that name may be.
  return [
    ...(moved ? [`alter ${kind} ${quoteAt(from)} set schema ${quoteName(to.schema)}`] : []),
    ...(from.name === to.name
      ? []
      : [`alter ${kind} ${quoteAt({ ...to, name: from.name })} rename to ${quoteName(to.name)}`]),
  ];
}
