import { ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { wholeNumber } from './wholeNumber.ts';

export const nextCommand: Command = {
  name: 'next',
  summary: 'when pipelines will run next',
  usage: 'next [pipeline] [--count 5] [--workspace DIR]',
  help: `
The next runs of every schedule, or of one, with the zone they are in. A schedule that is off is listed as what it would do.
Works while the workspace is open elsewhere.

  --count N   how many of each (5)`,
  words: [0, 1],
  options: { count: { type: 'string' } },
  async run(call) {
    const count = wholeNumber(call, 'count', { least: 1, most: 1_000, otherwise: 5 });
    if (!count.ok) return count;
    const { nextRuns } = await import('./pipelines/nextRuns.ts');
    const { textTable } = await import('./textTable.ts');
    const found = await nextRuns(call, call.words[0], count.value);
    if (!found.ok) return found;
    const lines = found.value.flatMap(({ pipeline, on, words, next, why }) =>
      next.length === 0
        ? [[pipeline, words, on, '', why]]
        : next.map(({ at, local }, nth) =>
            nth === 0 ? [pipeline, words, on, at, local] : ['', '', '', at, local],
          ),
    );
    const heads = ['pipeline', 'schedule', 'switched', 'due (UTC)', 'there'].map((title) => ({ title }));
    const text = lines.length === 0 ? 'This workspace has no pipelines.' : textTable(heads, lines);
    return ok({ data: found.value, text });
  },
};
