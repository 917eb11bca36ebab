import { fail } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { wholeNumber } from './wholeNumber.ts';

export const logsCommand: Command = {
  name: 'logs',
  summary: 'what the steps of a run said',
  usage: 'logs <run> [step] [--item N] [--try N] [--find TEXT] [--follow] [--workspace DIR]',
  help: `
Prints the log of a step, or of every step of the run in their order. "last" stands for the newest run.
Works while the workspace is open elsewhere.

  --item N      of a mapped step, its item N (from 0)
  --try N       an earlier try (the newest)
  --find TEXT   only lines that hold it
  --follow      goes on until the step has ended`,
  words: [1, 2],
  options: {
    item: { type: 'string' },
    try: { type: 'string' },
    find: { type: 'string' },
    follow: { type: 'boolean' },
  },
  async run(call) {
    const [run = '', step] = call.words;
    const item = wholeNumber(call, 'item', { least: 0, most: 999, otherwise: -1 });
    if (!item.ok) return item;
    const nth = wholeNumber(call, 'try', { least: 1, most: 1_000_000, otherwise: 0 });
    if (!nth.ok) return nth;
    if (step === undefined && (item.value >= 0 || nth.value > 0 || call.options['follow'] === true))
      return fail('BAD_INPUT', {
        message: '--item, --try and --follow are about one step, and none is named.',
        next: 'Write: logs <run> <step>.',
      });
    const { printLogs } = await import('./pipelines/printLogs.ts');
    const find = call.options['find'];
    return interruptible(call, (signal) =>
      printLogs(call, {
        run,
        step: step ?? null,
        item: item.value,
        try: nth.value,
        find: typeof find === 'string' ? find : null,
        follow: call.options['follow'] === true,
        signal,
      }),
    );
  },
};
