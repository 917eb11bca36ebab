import { AuditVariant } from '../../../../shared/domain/audit.ts';
import { fail } from '../../../../shared/errors/failure.ts';
import type { Command, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';

export const auditCommand: Command = {
  name: 'audit',
  summary: 'a workbook that proves a finding, a page, a relation, a run or a period with nothing but Excel',
  usage:
    'audit finding|dashboard|relation|run|period <what> --out FILE [--variant V] | audit verify FILE | audit import FILE [--record]   [--workspace DIR] [--json]',
  help: `
Makes a workbook whose headline figures are live formulas over its own rows, beside what the app stored, and reads it back
before it says done. A manifest with its digest is written beside it, and the register of the workspace keeps both.

  audit finding [STUDY] SIGNAL OUTCOME   names, or parts of them that nothing else has
  audit dashboard brief                  what Home tells
  audit relation NAME                    every row of it
  audit run ID                           one run of a pipeline; "last" is the newest
  audit period FROM TO                   all that came, was built, found and done in these days, both included

  --out FILE     where to: ends in .xlsx, and is no other package's file (the workspace's .leadline/exports if left out)
  --variant V    full: every row. summary: totals without the rows behind them. anonymised: names under a key that stays in
                 the vault, ages and incomes in bands, small counts and free text left out (full)

  audit verify FILE   whether a workbook is one of this workspace and as it was written, check by check
  audit import FILE   what a reviewer wrote into it, beside what is on record; changes nothing
    --record          keeps it: marks and exceptions left open; no data is ever changed by it

The exit code is 1 where a check of a workbook fails or locked cells of it were changed.`,
  words: [2, 4],
  options: { out: { type: 'string' }, variant: { type: 'string' }, record: { type: 'boolean' } },
  async run(call) {
    const [action = '', file = '', ...more] = call.words;
    const looks = action === 'verify' || action === 'import';
    const misplaced = looks
      ? (['out', 'variant'] as const).find((name) => call.options[name] !== undefined)
      : undefined;
    if (misplaced !== undefined) return noPlace(misplaced, action);
    if (action !== 'import' && call.options['record'] === true) return noPlace('record', action);
    if (looks && more.length > 0)
      return fail('BAD_INPUT', {
        message: `audit ${action} looks at one file.`,
        next: 'Give one path; one with blanks stands in quotes.',
      });
    if (looks) {
      const { verifyAsked, importAsked } = await import('./lookAtFile.ts');
      const look = action === 'verify' ? verifyAsked : importAsked;
      return interruptible(call, (signal) => look(call, file, signal));
    }
    const variant = variantOf(call);
    if (!variant.success)
      return fail('BAD_INPUT', {
        message: `There is no variant “${call.options['variant']}”.`,
        next: `Write one of ${AuditVariant.options.join(', ')}.`,
      });
    const { makeAsked } = await import('./makeAsked.ts');
    return interruptible(call, (signal) => makeAsked(call, variant.data, signal));
  },
};

function variantOf({ options }: Invocation) {
  return AuditVariant.safeParse(options['variant'] ?? 'full');
}

function noPlace(option: string, action: string) {
  return fail('BAD_INPUT', {
    message: `--${option} has no place in audit ${action}.`,
    next: 'Leave it out: npm run -s leadline -- help audit',
  });
}
