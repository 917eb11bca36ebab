import { expect, it } from 'vitest';
import { together } from './together.ts';

function suggested(column: string, check: string, yaml: string) {
  return { column, check, because: '', yaml };
}

it('writes each column once, with all its checks below it', () => {
  const all = [
    suggested('id', 'not_null', 'columns:\n  - name: id\n    data_tests:\n      - not_null\n'),
    suggested(
      'kind',
      'accepted_values',
      'columns:\n  - name: kind\n    data_tests:\n      - accepted_values:\n          arguments:\n            values: [a]\n',
    ),
    suggested('id', 'unique', 'columns:\n  - name: id\n    data_tests:\n      - unique\n'),
  ];
  expect(together(all)).toBe(`columns:
  - name: id
    data_tests:
      - not_null
      - unique
  - name: kind
    data_tests:
      - accepted_values:
          arguments:
            values: [a]
`);
});
