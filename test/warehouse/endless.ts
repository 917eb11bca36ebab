/** Computes for far longer than any test waits, before its first row. */
export const ENDLESS_SQL =
  'with recursive c(x) as (select 1 union all select x + 1 from c where x < 2000000000) select count(*) as n from c';
