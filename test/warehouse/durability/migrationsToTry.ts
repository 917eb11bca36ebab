import type { Migration } from '../../../main/warehouse/migrations/migration.ts';

const step = (id: number, name: string, statements: readonly string[]): Migration => ({
  id,
  name,
  statements: () => statements,
});

export const BEFORE = [step(1, 'baseline', [])];

/** Two steps of several statements that change what is there: half of one would show. */
export const AFTER = [
  ...BEFORE,
  step(2, 'split', [
    'create table "_leadline_left" (id integer primary key, note text)',
    'create table "_leadline_right" (id integer primary key, note text)',
    'insert into "_leadline_left" select id, note from "raw.orders" where id % 2 = 0',
    'insert into "_leadline_right" select id, note from "raw.orders" where id % 2 = 1',
    'delete from "raw.orders"',
  ]),
  step(3, 'grow', [
    'alter table "_leadline_left" add column size integer',
    'update "_leadline_left" set size = length(note)',
    'create index "_leadline_left_size" on "_leadline_left" (size)',
    'drop table "_leadline_right"',
  ]),
];
