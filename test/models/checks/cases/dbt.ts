import { type CheckCase, of, ref } from './checkCase.ts';

export const DBT: readonly CheckCase[] = [
  of('not_null', 'items.id', 0),
  of('not_null', 'items.n', 1),
  of('not_null', 'items.n', 0, {}, { where: 'amount < 10' }),
  of('unique', 'items.id', 0),
  of('unique', 'items.grp', 2),
  of('accepted_values', 'items.grp', 0, { values: ['a', 'b'] }),
  of('accepted_values', 'items.grp', 1, { values: ['a', "b'c"] }),
  of('accepted_values', 'items.n', 2, { values: [1n, 2n], quote: false }),
  of('relationships', 'items.grp', 0, { to: ref('others'), field: 'grp' }),
  of('relationships', 'items.id', 3, { to: ref('others'), field: 'item' }),
];
