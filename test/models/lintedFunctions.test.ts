import { expect, test } from 'vitest';
import { lint } from '../../main/models/lint/lint.ts';
import { loadSqlParser } from '../../main/models/sql/parser.ts';
import { userFunctions } from '../../main/warehouse/sqlite/worker/functions/functions.ts';

/** Ours by design on one engine only, or known to the linter as something to write otherwise. */
const NOT_FOR_BOTH = new Set([
  ...['unicode_lower', 'unicode_upper', 'safe_day', 'safe_instant', 'safe_number', 'regexp'],
  ...['date_trunc', 'date_part', 'date_add', 'date_diff', 'to_char'],
]);

test('the linter knows which functions SQLite has from us', async () => {
  const parser = await loadSqlParser();
  const told = userFunctions()
    .map(({ name }) => name)
    .filter((name) => !NOT_FOR_BOTH.has(name))
    .filter((name) => {
      const template = { text: `select ${name}(a, b) from t`, at: { file: 'm.sql', line: 1, column: 1 } };
      return lint(parser, template).findings.length > 0;
    });
  expect(told).toEqual([]);
});
