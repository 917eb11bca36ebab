import { ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { withWarehouse } from './withWarehouse.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'examine the warehouse for damage and for loads that do not add up',
  usage: 'verify [--workspace DIR]',
  help: `
Examines every page of the warehouse, the rows against the list of loads, and the state of every stream against it.
Changes nothing. The exit code is 1 when something is found.`,
  words: [0, 0],
  run: (call) =>
    interruptible(call, (signal) =>
      withWarehouse(call, async ({ warehouse, notices }) => {
        for (const { message, next } of notices) call.terminal.progress(`${message}\n${next}`);
        const verified = await warehouse.verify({ signal, report: shownAt(call.terminal) });
        if (!verified.ok) return verified;
        const { findings } = verified.value;
        return ok({
          data: { findings },
          text: findings.length === 0 ? 'Everything agrees.' : findings.join('\n'),
          failed: findings.length > 0,
        });
      }),
    ),
};
