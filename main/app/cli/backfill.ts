import { fail } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { gatherRepeated } from './sources/gatherPairs.ts';
import { wholeNumber } from './wholeNumber.ts';

const REPROCESS = ['none', 'failed', 'completed'] as const;
const ORDER = ['oldest', 'newest'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const backfillCommand: Command = {
  name: 'backfill',
  summary: 'run a pipeline for a range of the past',
  usage: 'backfill <pipeline> --from DAY --to DAY [--dry-run] [--reprocess none] [--workspace DIR]',
  help: `
Runs the pipeline once for each of its intervals in the range, as if it had run then. It works while the schedule is off.
Ctrl-C stops it; what has begun is cancelled, and asking for the same range again goes on with what is left.

  --from DAY       the first day
  --to DAY         the last day
  --dry-run        says what it would do, and does nothing
  --reprocess R    none: only intervals without a run; failed: those that failed too; completed: all of them (none)
  --order O        oldest or newest first (oldest)
  --at-once N      how many runs at the same time (1)
  --param N=V      a param of the pipeline`,
  words: [1, 1],
  prepare: gatherRepeated,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    'dry-run': { type: 'boolean' },
    reprocess: { type: 'string' },
    order: { type: 'string' },
    'at-once': { type: 'string' },
    param: { type: 'string' },
  },
  async run(call) {
    const { options } = call;
    for (const name of ['from', 'to'])
      if (!DAY.test(String(options[name] ?? '')))
        return fail('BAD_INPUT', {
          message: `--${name} ${options[name] === undefined ? 'is missing' : 'is no day'}.`,
          next: 'Write it like 2026-01-31.',
        });
    const reprocess = REPROCESS.find((one) => one === (options['reprocess'] ?? 'none'));
    const order = ORDER.find((one) => one === (options['order'] ?? 'oldest'));
    if (reprocess === undefined || order === undefined)
      return fail('BAD_INPUT', {
        message: `--${reprocess === undefined ? 'reprocess' : 'order'} can't be "${options[reprocess === undefined ? 'reprocess' : 'order']}".`,
        next: `Use ${(reprocess === undefined ? REPROCESS : ORDER).join(', ')}.`,
      });
    const atOnce = wholeNumber(call, 'at-once', { least: 1, most: 8, otherwise: 1 });
    if (!atOnce.ok) return atOnce;
    const { carryOutBackfill } = await import('./pipelines/carryOutBackfill.ts');
    return interruptible(call, (signal) =>
      carryOutBackfill(call, {
        from: String(options['from']),
        to: String(options['to']),
        dry: options['dry-run'] === true,
        reprocess,
        order,
        atOnce: atOnce.value,
        signal,
      }),
    );
  },
};
