import { resolve } from 'node:path';
import { ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { withWarehouse } from './withWarehouse.ts';

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'put a backup in place of the warehouse',
  usage: 'restore <file> [--workspace DIR]',
  help: `
Checks the backup, puts it in place of the warehouse, and keeps what was there beside it.
"backup --list" shows the backups.`,
  words: [1, 1],
  run: (call) =>
    interruptible(call, (signal) =>
      withWarehouse(call, async ({ warehouse }) => {
        const path = resolve(call.words[0] ?? '');
        const restored = await warehouse.restore(path, { signal, report: shownAt(call.terminal) });
        if (!restored.ok) return restored;
        return ok({
          data: { restored: path },
          text: `${path} is in place now. What was there is kept beside it.`,
        });
      }),
    ),
};
