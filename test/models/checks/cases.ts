import type { Plain } from '../../../main/models/project/plain.ts';
import { dayAfter, type TestTable } from './tables.ts';

const at = (hour: number) => `2024-01-01T${String(hour).padStart(2, '0')}:00:00.000000Z`;

/** 12 Mondays to Sundays with 20 orders a day, a quarter of that on Sundays; the last week is what tests change. */
function weeks(change: (day: number) => number): TestTable {
  const rows: [string][] = [];
  for (let day = 0; day < 84; day += 1) {
    const usual = day % 7 === 6 ? 5 : 20 + (day % 3);
    const count = day < 77 ? usual : change(day - 77);
    for (let order = 0; order < count; order += 1) rows.push([dayAfter('2024-01-01', day)]);
  }
  return { columns: { day: 'date' }, rows };
}

/** Data of Mondays to Fridays at six in the morning, for ten weeks. */
function workdays(): TestTable {
  const rows: [string][] = [];
  for (let day = 0; day < 70; day += 1)
    if (day % 7 < 5) rows.push([`${dayAfter('2024-01-01', day)}T06:00:00.000000Z`]);
  return { columns: { loaded: 'timestamp' }, rows };
}

export const TABLES: Readonly<Record<string, TestTable>> = {
  items: {
    columns: {
      id: 'integer',
      n: 'integer',
      amount: 'numeric',
      word: 'text',
      day: 'date',
      at: 'timestamp',
      grp: 'text',
    },
    rows: [
      [1, 1, 1.5, 'apple', '2024-01-01', at(10), 'a'],
      [2, 2, 2.5, 'Berry', '2024-01-02', at(11), 'a'],
      [3, 3, null, 'cherry', '2024-01-03', at(12), 'b'],
      [4, 4, 4, '  ', '2024-01-05', at(14), 'b'],
      [5, null, 10, null, null, null, 'b'],
    ],
  },
  others: {
    columns: { item: 'integer', word: 'text', total: 'numeric', grp: 'text' },
    rows: [
      [1, 'apple', 1.5, 'a'],
      [2, 'Berry', 2.5, 'a'],
      [9, 'cherry', 13, 'b'],
    ],
  },
  ranges: {
    columns: { who: 'text', lo: 'integer', hi: 'integer' },
    rows: [
      ['a', 1, 3],
      ['a', 3, 5],
      ['a', 4, 6],
      ['b', 1, 2],
      ['b', 5, 5],
    ],
  },
  same: {
    columns: { v: 'integer', w: 'text', x: 'text', e: 'text' },
    rows: [
      [7, 'One', 'one', null],
      [7, 'one', 'two', null],
      [7, 'two', 'two', null],
    ],
  },
  empty: { columns: { v: 'integer', at: 'timestamp', grp: 'text' }, rows: [] },
  long_ago: {
    columns: { at: 'timestamp', grp: 'text' },
    rows: [
      ['2001-05-05T00:00:00.000000Z', 'a'],
      ['2001-05-06T00:00:00.000000Z', 'b'],
    ],
  },
  to_come: { columns: { at: 'timestamp', grp: 'text' }, rows: [['2101-05-05T00:00:00.000000Z', 'a']] },
  outlier: {
    columns: { v: 'integer', day: 'date' },
    rows: Array.from({ length: 30 }, (_, day) => [
      day === 28 ? 900 : 100 + (day % 4),
      dayAfter('2024-01-01', day),
    ]),
  },
  clean: {
    columns: { day: 'date', currency: 'text', units: 'integer', revenue_minor: 'integer' },
    rows: [
      ['2024-01-01', 'EUR', 2, 1000],
      ['2024-01-01', 'USD', 1, 500],
      ['2024-01-02', 'EUR', 3, 1500],
    ],
  },
  marted: {
    columns: { day: 'date', currency: 'text', quantity: 'integer', amount: 'integer' },
    rows: [
      ['2024-01-01', 'EUR', 1, 400],
      ['2024-01-01', 'EUR', 1, 600],
      ['2024-01-01', 'USD', 1, 498],
      ['2024-01-03', 'EUR', 3, 1500],
    ],
  },
  usual_weeks: weeks((day) => (day === 6 ? 5 : 21)),
  odd_weeks: weeks((day) => (day === 2 ? 0 : day === 6 ? 20 : 21)),
  few_weeks: {
    columns: { day: 'date' },
    rows: [['2024-01-01'], ['2024-01-08'], ['2024-01-15'], ['2024-01-15'], ['2024-01-15']],
  },
  workdays: workdays(),
};

export interface CheckCase {
  readonly check: string;
  readonly table: string;
  readonly column?: string;
  readonly args?: Readonly<Record<string, Plain>>;
  readonly config?: Readonly<Record<string, Plain>>;
  /** What it counts; none: it passes. */
  readonly failures: number;
}

/** `items.word` is a column's check, `items` one of the whole table. */
function of(
  check: string,
  on: string,
  failures: number,
  args?: CheckCase['args'],
  config?: CheckCase['config'],
): CheckCase {
  const [table = '', column] = on.split('.');
  return {
    check,
    table,
    failures,
    ...(column === undefined ? {} : { column }),
    ...(args === undefined ? {} : { args }),
    ...(config === undefined ? {} : { config }),
  };
}
const ref = (table: string) => `source('checks', '${table}')`;

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

const utils = (
  check: string,
  on: string,
  failures: number,
  args?: CheckCase['args'],
  config?: CheckCase['config'],
) => of(`dbt_utils.${check}`, on, failures, args, config);

export const DBT_UTILS: readonly CheckCase[] = [
  utils('accepted_range', 'items.amount', 0, { min_value: 1.5, max_value: 10n }),
  utils('accepted_range', 'items.amount', 2, { min_value: 1.5, max_value: 10n, inclusive: false }),
  utils('accepted_range', 'items.amount', 2, { max_value: 'n' }),
  utils('expression_is_true', 'items', 0, { expression: 'id > 0' }),
  utils('expression_is_true', 'items.amount', 2, { expression: '< 4' }),
  utils('expression_is_true', 'items.amount', 1, { expression: '< 4' }, { where: 'amount < 10' }),
  utils('not_empty_string', 'items.word', 1),
  utils('not_empty_string', 'items.word', 0, { trim_whitespace: false }),
  utils('not_accepted_values', 'items.word', 0, { values: ['pear'] }),
  utils('not_accepted_values', 'same.w', 2, { values: ['one', 'two'] }),
  utils('at_least_one', 'items.n', 0),
  utils('at_least_one', 'same.e', 1),
  utils('at_least_one', 'items.word', 0, { group_by_columns: ['grp'] }),
  utils('not_constant', 'items.n', 0),
  utils('not_constant', 'same.v', 1),
  utils('not_null_proportion', 'items.n', 0, { at_least: 0.8 }),
  utils('not_null_proportion', 'items.n', 1, { at_least: 0.81 }),
  utils('not_null_proportion', 'items.n', 1, { at_least: 0.5, at_most: 0.9, group_by_columns: ['grp'] }),
  utils('unique_combination_of_columns', 'items', 0, { combination_of_columns: ['grp', 'n'] }),
  utils('unique_combination_of_columns', 'same', 1, {
    combination_of_columns: ['v', 'x'],
    quote_columns: true,
  }),
  utils('sequential_values', 'items.id', 0),
  utils('sequential_values', 'items.n', 3, { interval: 2n }),
  utils('sequential_values', 'items.at', 1, { interval: 1n, datepart: 'hour' }),
  utils('sequential_values', 'items.id', 0, { group_by_columns: ['grp'] }),
  utils('mutually_exclusive_ranges', 'items', 0, {
    lower_bound_column: 'id',
    upper_bound_column: 'id + 1',
    gaps: 'not_allowed',
  }),
  utils('mutually_exclusive_ranges', 'ranges', 2, {
    lower_bound_column: 'lo',
    upper_bound_column: 'hi',
    partition_by: 'who',
  }),
  utils('mutually_exclusive_ranges', 'ranges', 2, {
    lower_bound_column: 'lo',
    upper_bound_column: 'hi',
    partition_by: 'who',
    gaps: 'required',
    zero_length_range_allowed: true,
  }),
  utils('equal_rowcount', 'items', 0, { compare_model: ref('items') }),
  utils('equal_rowcount', 'items', 2, { compare_model: ref('others') }),
  utils('equal_rowcount', 'items', 2, { compare_model: ref('others'), group_by_columns: ['grp'] }),
  utils('fewer_rows_than', 'others', 0, { compare_model: ref('items') }),
  utils('fewer_rows_than', 'items', 1, { compare_model: ref('items') }),
  utils('fewer_rows_than', 'items', 2, { compare_model: ref('others') }),
  utils('cardinality_equality', 'items.id', 0, { to: ref('items'), field: 'id' }),
  utils('cardinality_equality', 'items.grp', 2, { to: ref('others'), field: 'grp' }),
  utils('relationships_where', 'items.id', 0, { to: ref('others'), field: 'item', from_condition: 'id < 3' }),
  utils('relationships_where', 'items.id', 4, { to: ref('others'), field: 'item', to_condition: 'item = 1' }),
  utils('equality', 'items', 0, { compare_model: ref('items') }),
  utils('equality', 'items', 2, { compare_model: ref('others'), compare_columns: ['word'] }),
  utils('recency', 'to_come', 0, { field: 'at', datepart: 'day', interval: 1n }),
  utils('recency', 'long_ago', 1, { field: 'at', datepart: 'day', interval: 1n }),
  utils('recency', 'long_ago', 2, {
    field: 'at',
    datepart: 'month',
    interval: 1n,
    group_by_columns: ['grp'],
    ignore_time_component: true,
  }),
];

const expect = (
  check: string,
  on: string,
  failures: number,
  args?: CheckCase['args'],
  config?: CheckCase['config'],
) => of(`dbt_expectations.${check}`, on, failures, args, config);

export const VALUES: readonly CheckCase[] = [
  expect('expect_column_to_exist', 'items.word', 0),
  expect('expect_column_to_exist', 'items.word', 1, { column_index: 1n }),
  expect('expect_column_to_exist', 'items.nowhere', 1),
  expect('expect_column_values_to_be_null', 'same.e', 0),
  expect('expect_column_values_to_be_null', 'items.n', 4),
  expect('expect_column_values_to_not_be_null', 'items.n', 1),
  expect('expect_column_values_to_not_be_null', 'items.n', 0, { row_condition: 'id < 5' }),
  expect('expect_column_values_to_be_unique', 'items.id', 0),
  expect('expect_column_values_to_be_unique', 'same.w', 0),
  expect('expect_column_values_to_be_unique', 'same.x', 1),
  expect('expect_column_values_to_be_between', 'items.amount', 0, { min_value: 1n, max_value: 10n }),
  expect('expect_column_values_to_be_between', 'items.amount', 1, { max_value: 10n, strictly: true }),
  expect('expect_column_values_to_be_between', 'items.day', 1, { min_value: "'2024-01-02'" }),
  expect('expect_column_values_to_be_in_set', 'items.grp', 0, { value_set: ['a', 'b'] }),
  expect('expect_column_values_to_be_in_set', 'items.n', 2, { value_set: [1n, 2n], quote_values: false }),
  expect('expect_column_values_to_not_be_in_set', 'items.grp', 3, { value_set: ['b'] }),
  expect('expect_column_values_to_be_of_type', 'items.word', 0, { column_type: 'text' }),
  expect('expect_column_values_to_be_of_type', 'items.word', 1, { column_type: 'integer' }),
  expect('expect_column_values_to_be_of_type', 'items.day', 0, { column_type: 'date' }),
  expect('expect_column_values_to_be_in_type_list', 'items.id', 0, { column_type_list: ['text', 'integer'] }),
  expect('expect_column_values_to_be_in_type_list', 'items.at', 1, { column_type_list: ['date', 'integer'] }),
  expect('expect_column_values_to_have_consistent_casing', 'items.word', 0),
  expect('expect_column_values_to_have_consistent_casing', 'same.w', 1, {
    display_inconsistent_columns: true,
  }),
  expect('expect_column_values_to_be_increasing', 'items.n', 0, { sort_column: 'id' }),
  expect('expect_column_values_to_be_increasing', 'same.v', 2),
  expect(
    'expect_column_values_to_be_increasing',
    'ranges.lo',
    1,
    { sort_column: 'lo', group_by: ['who'], step: 2n },
    { where: "who = 'a'" },
  ),
  expect('expect_column_values_to_be_decreasing', 'items.n', 3, { sort_column: 'id' }),
  expect('expect_column_values_to_be_decreasing', 'same.v', 0, { strictly: false }),
  expect('expect_compound_columns_to_be_unique', 'items', 0, { column_list: ['grp', 'word'] }),
  expect('expect_compound_columns_to_be_unique', 'same', 1, { column_list: ['v', 'e'] }),
  expect('expect_compound_columns_to_be_unique', 'same', 0, {
    column_list: ['v', 'e'],
    ignore_row_if: 'any_value_is_missing',
  }),
  expect('expect_select_column_values_to_be_unique_within_record', 'same', 1, { column_list: ['w', 'x'] }),
  expect('expect_select_column_values_to_be_unique_within_record', 'ranges', 1, {
    column_list: ['lo', 'hi'],
  }),
  expect('expect_column_pair_values_A_to_be_greater_than_B', 'ranges', 1, { column_A: 'hi', column_B: 'lo' }),
  expect('expect_column_pair_values_A_to_be_greater_than_B', 'ranges', 0, {
    column_A: 'hi',
    column_B: 'lo',
    or_equal: true,
  }),
  expect('expect_column_pair_values_to_be_equal', 'ranges', 4, { column_A: 'hi', column_B: 'lo' }),
  expect('expect_column_pair_values_to_be_in_set', 'ranges', 3, {
    column_A: 'who',
    column_B: 'lo',
    value_pairs_set: [
      ['a', 1n],
      ['b', 1n],
    ],
  }),
  expect('expect_column_value_lengths_to_be_between', 'items.word', 0, { min_value: 2n, max_value: 6n }),
  expect('expect_column_value_lengths_to_be_between', 'items.word', 2, {
    min_value: 2n,
    max_value: 6n,
    strictly: true,
  }),
  expect('expect_column_value_lengths_to_equal', 'items.word', 2, { value: 5n }),
  expect('expect_column_values_to_match_regex', 'items.word', 0, { regex: '^[A-Za-z ]+$' }),
  expect('expect_column_values_to_match_regex', 'items.word', 2, { regex: '^[a-c]\\w+' }),
  expect('expect_column_values_to_match_regex', 'items.word', 1, { regex: '^[a-c]\\w+', flags: 'i' }),
  expect('expect_column_values_to_not_match_regex', 'items.word', 3, { regex: 'e' }),
  expect('expect_column_values_to_match_regex_list', 'items.word', 1, { regex_list: ['^a', 'y$'] }),
  expect('expect_column_values_to_match_regex_list', 'items.word', 2, {
    regex_list: ['r', 'y$'],
    match_on: 'all',
  }),
  expect('expect_column_values_to_not_match_regex_list', 'items.word', 2, { regex_list: ['r', 'y$'] }),
  expect(
    'expect_column_values_to_match_like_pattern',
    'items.word',
    3,
    { like_pattern: 'b%' },
    { where: "word <> 'apple'" },
  ),
  expect(
    'expect_column_values_to_match_like_pattern',
    'items.word',
    1,
    { like_pattern: 'B%r_y' },
    { where: "word like '%r%y'" },
  ),
  expect('expect_column_values_to_not_match_like_pattern', 'items.word', 2, { like_pattern: '%rr%' }),
  expect('expect_column_values_to_match_like_pattern_list', 'items.word', 1, {
    like_pattern_list: ['%rr%', 'a%'],
  }),
  expect('expect_column_values_to_not_match_like_pattern_list', 'items.word', 3, {
    like_pattern_list: ['%rr%', 'a%'],
    match_on: 'all',
  }),
];

export const FIGURES: readonly CheckCase[] = [
  expect('expect_column_min_to_be_between', 'items.amount', 0, { min_value: 1.5, max_value: 1.5 }),
  expect('expect_column_max_to_be_between', 'items.amount', 1, { max_value: 9n }),
  expect('expect_column_max_to_be_between', 'items.amount', 1, { max_value: 9n, group_by: ['grp'] }),
  expect('expect_column_mean_to_be_between', 'items.amount', 0, { min_value: 4.5, max_value: 4.5 }),
  expect('expect_column_mean_to_be_between', 'items.amount', 2, {
    min_value: 3n,
    max_value: 6n,
    group_by: ['grp'],
  }),
  expect('expect_column_sum_to_be_between', 'items.amount', 1, { min_value: 18n, strictly: true }),
  expect('expect_column_median_to_be_between', 'items.amount', 0, { min_value: 3.25, max_value: 3.25 }),
  expect('expect_column_median_to_be_between', 'items.amount', 1, { max_value: 5n, group_by: ['grp'] }),
  expect('expect_column_quantile_values_to_be_between', 'items.n', 0, {
    quantile: 0.25,
    min_value: 1.75,
    max_value: 1.75,
  }),
  expect('expect_column_quantile_values_to_be_between', 'items.n', 1, { quantile: 0.95, min_value: 4n }),
  expect('expect_column_stdev_to_be_between', 'items.n', 0, { min_value: 1.29, max_value: 1.2911 }),
  expect('expect_column_stdev_to_be_between', 'items.n', 1, { max_value: 1.29 }),
  expect('expect_column_unique_value_count_to_be_between', 'same.x', 0, { min_value: 2n, max_value: 2n }),
  expect('expect_column_unique_value_count_to_be_between', 'items.word', 2, {
    min_value: 3n,
    group_by: ['grp'],
  }),
  expect('expect_column_proportion_of_unique_values_to_be_between', 'same.x', 1, { min_value: 0.7 }),
  expect('expect_column_distinct_count_to_equal', 'items.grp', 0, { value: 2n }),
  expect('expect_column_distinct_count_to_equal', 'items.grp', 1, { value: 3n }),
  expect('expect_column_distinct_count_to_be_greater_than', 'items.grp', 1, { value: 2n }),
  expect('expect_column_distinct_count_to_be_less_than', 'items.grp', 0, { value: 3n }),
  expect('expect_column_distinct_count_to_equal_other_table', 'items.grp', 0, {
    compare_model: ref('others'),
    compare_column_name: 'grp',
  }),
  expect('expect_column_distinct_count_to_equal_other_table', 'items.id', 1, {
    compare_model: ref('others'),
    compare_column_name: 'item',
  }),
  expect('expect_column_distinct_values_to_be_in_set', 'items.word', 2, { value_set: ['apple', 'Berry'] }),
  expect('expect_column_distinct_values_to_contain_set', 'items.word', 0, { value_set: ['apple', 'Berry'] }),
  expect('expect_column_distinct_values_to_contain_set', 'items.n', 1, { value_set: [1n, 8n] }),
  expect('expect_column_distinct_values_to_equal_set', 'items.n', 3, {
    value_set: [1n, 2n, 8n],
    quote_values: false,
  }),
  expect('expect_column_most_common_value_to_be_in_set', 'same.x', 0, { value_set: ['two'], top_n: 1n }),
  expect('expect_column_most_common_value_to_be_in_set', 'same.x', 1, { value_set: ['one'], top_n: 1n }),
  expect('expect_multicolumn_sum_to_equal', 'ranges', 0, { column_list: ['lo', 'hi'], sum_total: 35n }),
  expect('expect_multicolumn_sum_to_equal', 'ranges', 1, {
    column_list: ['lo', 'hi'],
    sum_total: 22n,
    group_by: ['who'],
  }),
  expect('expect_table_row_count_to_be_between', 'items', 0, { min_value: 1n, max_value: 5n }),
  expect('expect_table_row_count_to_be_between', 'items', 1, { max_value: 2n, group_by: ['grp'] }),
  expect('expect_table_row_count_to_equal', 'items', 1, { value: 6n }),
  expect('expect_table_row_count_to_equal_other_table', 'items', 1, { compare_model: ref('others') }),
  expect('expect_table_row_count_to_equal_other_table', 'items', 1, {
    compare_model: ref('others'),
    group_by: ['grp'],
  }),
  expect('expect_table_row_count_to_equal_other_table_times_factor', 'items', 0, {
    compare_model: ref('ranges'),
    factor: 1n,
  }),
  expect('expect_table_aggregation_to_equal_other_table', 'items', 1, {
    expression: 'sum(amount)',
    compare_model: ref('others'),
    compare_expression: 'sum(total)',
    group_by: ['grp'],
  }),
  expect('expect_table_aggregation_to_equal_other_table', 'items', 0, {
    expression: 'sum(amount)',
    compare_model: ref('others'),
    compare_expression: 'sum(total)',
    group_by: ['grp'],
    tolerance: 1n,
  }),
  expect('expect_table_aggregation_to_equal_other_table', 'items', 1, {
    expression: 'count(*)',
    compare_model: ref('others'),
    tolerance_percent: 0.1,
  }),
  expect('expect_table_column_count_to_equal', 'items', 0, { value: 7n }),
  expect('expect_table_column_count_to_be_between', 'items', 1, { max_value: 6n }),
  expect('expect_table_column_count_to_equal_other_table', 'items', 1, { compare_model: ref('others') }),
  expect('expect_table_columns_to_contain_set', 'items', 1, { column_list: ['ID', 'word', 'colour'] }),
  expect('expect_table_columns_to_not_contain_set', 'items', 1, { column_list: ['word', 'colour'] }),
  expect('expect_table_columns_to_match_set', 'ranges', 0, { column_list: ['hi', 'lo', 'who'] }),
  expect('expect_table_columns_to_match_set', 'ranges', 2, { column_list: ['hi', 'lo', 'whom'] }),
  expect('expect_table_columns_to_match_ordered_list', 'ranges', 0, { column_list: ['who', 'lo', 'hi'] }),
  expect('expect_table_columns_to_match_ordered_list', 'ranges', 2, { column_list: ['who', 'hi', 'lo'] }),
];

const own = (check: string, on: string, failures: number, args?: CheckCase['args']) =>
  of(`leadline.${check}`, on, failures, args);

export const TIMES: readonly CheckCase[] = [
  expect('expect_row_values_to_have_recent_data', 'long_ago.at', 1, { datepart: 'day', interval: 1n }),
  expect('expect_row_values_to_have_recent_data', 'long_ago.at', 0, { datepart: 'year', interval: 500n }),
  expect('expect_row_values_to_have_recent_data', 'to_come.at', 1, { datepart: 'day', interval: 1n }),
  expect('expect_grouped_row_values_to_have_recent_data', 'long_ago', 2, {
    group_by: ['grp'],
    timestamp_column: 'at',
    datepart: 'day',
    interval: 1n,
  }),
  expect('expect_grouped_row_values_to_have_recent_data', 'to_come', 0, {
    group_by: ['grp'],
    timestamp_column: 'at',
    datepart: 'day',
    interval: 1n,
  }),
  expect('expect_grouped_row_values_to_have_recent_data', 'empty', 1, {
    group_by: ['grp'],
    timestamp_column: 'at',
    datepart: 'day',
    interval: 1n,
  }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'outlier', 0, { date_col: 'day' }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'items', 1, {
    date_col: 'day',
    date_part: 'day',
  }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'items', 0, {
    date_col: 'day',
    interval: 2n,
  }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'items', 3, {
    date_col: 'day',
    test_start_date: '2023-12-30',
    test_end_date: '2024-01-06',
  }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'items', 0, {
    date_col: 'day',
    exclusion_condition: "day <> '2024-01-04'",
  }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'items', 1, {
    date_col: 'at',
    date_part: 'hour',
  }),
  expect('expect_column_values_to_be_within_n_stdevs', 'items.n', 0, {}),
  expect('expect_column_values_to_be_within_n_stdevs', 'outlier.v', 1, { sigma_threshold: 3n }),
  expect('expect_column_values_to_be_within_n_moving_stdevs', 'outlier.v', 2, { date_column_name: 'day' }),
  own('reconciled', 'clean', 0, {
    to: ref('clean'),
    by: ['day', 'currency'],
    measures: ['rows', 'units', 'revenue_minor'],
  }),
  own('reconciled', 'clean', 5, {
    to: ref('marted'),
    by: ['day', 'currency'],
    measures: ['units', 'revenue_minor'],
    to_measures: ['quantity', 'amount'],
  }),
  own('reconciled', 'clean', 4, {
    to: ref('marted'),
    by: ['day', 'currency'],
    measures: ['units', 'revenue_minor'],
    to_measures: ['quantity', 'amount'],
    tolerance: 2n,
  }),
  own('reconciled', 'clean', 0, {
    to: ref('marted'),
    measures: ['revenue_minor'],
    to_measures: ['amount'],
    tolerance_share: 0.01,
  }),
  own('row_count_between_stages', 'others', 1, { input: ref('items') }),
  own('row_count_between_stages', 'others', 0, { input: ref('items'), rejected: [ref('long_ago')] }),
  own('row_count_between_stages', 'others', 0, { input: ref('items'), min_ratio: 0.6 }),
  own('row_count_between_stages', 'items', 1, { input: ref('others'), min_ratio: 0.6, max_ratio: 1.5 }),
  own('volume_band', 'usual_weeks', 0, { day_column: 'day' }),
  own('volume_band', 'odd_weeks', 2, { day_column: 'day' }),
  own('volume_band', 'few_weeks', 0, { day_column: 'day' }),
  own('freshness_band', 'workdays', 0, { loaded_at: 'loaded', now: "'2024-03-11T05:00:00.000000Z'" }),
  own('freshness_band', 'workdays', 1, { loaded_at: 'loaded', now: "'2024-03-12T05:00:00.000000Z'" }),
];

export const ALL: readonly CheckCase[] = [...DBT, ...DBT_UTILS, ...VALUES, ...FIGURES, ...TIMES];
