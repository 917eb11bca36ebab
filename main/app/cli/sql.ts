import { cellsOf } from '../../../shared/domain/cell.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { pageTable } from './textTable.ts';
import { withReadableWarehouse } from './withWarehouse.ts';

const ROWS = 100;
const MOST = 100_000;
const TIMEOUT_MS = 120_000;

export const sqlCommand: Command = {
  name: 'sql',
  summary: 'ask the warehouse one question, read-only',
  usage: 'sql "<select>" [--limit N] [--workspace DIR]',
  help: `
Runs one reading statement. Relations are written like raw.orders, on SQLite and on Postgres.
Works while the workspace is open elsewhere.

  --limit N   at most so many rows (default: ${ROWS})

With --json: {"columns": [{name, type}], "rows": [[…]], "more": true when there are more rows}. Integers and
decimals are text, so that no digit is lost; a decimal counts its minor units, and its type says the scale.`,
  words: [1, 1],
  options: { limit: { type: 'string' } },
  async run(call) {
    const { words, options, terminal } = call;
    const limit = Number(options['limit'] ?? ROWS);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
      return fail('BAD_INPUT', {
        message: `"${options['limit']}" is no number of rows.`,
        next: `Give --limit a whole number from 1 to ${MOST}.`,
      });
    }
    return interruptible(call, (signal) =>
      withReadableWarehouse(call, async (warehouse) => {
        const asked = await warehouse.console({
          sql: words[0] ?? '',
          offset: 0,
          limit,
          timeoutMs: TIMEOUT_MS,
          signal,
        });
        if (!asked.ok) return asked;
        const page = { columns: [...asked.value.columns], rows: cellsOf(asked.value.rows) };
        const { more } = asked.value;
        if (more) terminal.progress(`There are more rows: these are the first ${limit}. See --limit.`);
        return ok({ data: { ...page, more }, text: pageTable(page) });
      }),
    );
  },
};
