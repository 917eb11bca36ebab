import type { Result } from '../../../shared/errors/failure.ts';
import type { ReadOptions, Rows, Store } from '../store.ts';
import type { Operation, Operations } from './protocol.ts';
import { endingOf, stopped } from './stopped.ts';
import type { Turns } from './turns.ts';
import type { Answered, WorkerCalls } from './workerCalls.ts';

/** The most rows one answer may have unless its caller says otherwise. */
export const ROWS_LIMIT = 100_000;

export type Reading = Pick<Store, 'catalog' | 'describe' | 'exactRows' | 'page' | 'query'> & {
  read<Op extends Operation>(
    op: Op,
    ask: Operations[Op]['ask'],
    options?: ReadOptions,
  ): Promise<Result<Answered<Op>>>;
};

/** Every read waits for a free reader and has it alone, so that a cancelled one can be ended without harm to others. */
export function createReading(readers: Turns<WorkerCalls>, closing: AbortSignal): Reading {
  const read: Reading['read'] = async (op, ask, options = {}) => {
    const signal = endingOf(options, closing);
    const reader = await readers.take(options.priority ?? 'interactive', signal);
    if (reader === null) return stopped(signal);
    try {
      return await reader.call(op, ask, { signal });
    } finally {
      readers.giveBack(reader);
    }
  };
  return {
    read,
    catalog: async (options) => value(await read('catalog', null, options)),
    describe: async (name, options) => value(await read('describe', name, options)),
    exactRows: async (name, options) => value(await read('exactRows', name, options)),
    page: async (request, options) => {
      const page = await read('page', request, options);
      if (!page.ok) return page;
      const { columns, more } = page.value.value;
      return { ok: true, value: { columns, rows: page.value.rows, more } };
    },
    query: async (sql, params = [], options = {}) =>
      asRows(await read('query', { sql, params, limit: options.limit ?? ROWS_LIMIT }, options)),
  };
}

export function value<Op extends Operation>(answer: Result<Answered<Op>>): Result<Operations[Op]['answer']> {
  return answer.ok ? { ok: true, value: answer.value.value } : answer;
}

export function asRows(answer: Result<Answered<'query'>>): Result<Rows> {
  if (!answer.ok) return answer;
  return { ok: true, value: { columns: answer.value.value.columns, rows: answer.value.rows } };
}
