import { type CheckCase, of, ref } from './checkCase.ts';

const expect = (
  check: string,
  on: string,
  failures: number,
  args?: CheckCase['args'],
  config?: CheckCase['config'],
) => of(`dbt_expectations.${check}`, on, failures, args, config);

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
  expect('expect_grouped_row_values_to_have_recent_data', 'empty', 0, {
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
    exclusion_condition: "date_day <> '2024-01-04'",
  }),
  expect('expect_row_values_to_have_data_for_every_n_datepart', 'items', 1, {
    date_col: 'at',
    date_part: 'hour',
  }),
  expect('expect_column_values_to_be_within_n_stdevs', 'items.n', 0, {}),
  expect('expect_column_values_to_be_within_n_stdevs', 'outlier.v', 1, { sigma_threshold: 3n }),
  expect('expect_column_values_to_be_within_n_moving_stdevs', 'lately.v', 2, { date_column_name: 'day' }),
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
  own('volume_band', 'usual_weeks', 1, { day_column: 'day', until: "'2024-03-25'" }),
  own('volume_band', 'odd_weeks', 2, { day_column: 'day' }),
  own('volume_band', 'few_weeks', 0, { day_column: 'day' }),
  own('freshness_band', 'workdays', 0, { loaded_at: 'loaded', now: "'2024-03-11T05:00:00.000000Z'" }),
  own('freshness_band', 'workdays', 1, { loaded_at: 'loaded', now: "'2024-03-12T05:00:00.000000Z'" }),
];
