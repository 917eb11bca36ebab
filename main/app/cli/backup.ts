import { ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { sizeText, textTable } from './textTable.ts';
import { withWarehouse } from './withWarehouse.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'back the warehouse up, or list and try its backups',
  usage: 'backup [--list | --rehearse] [--workspace DIR]',
  help: `
Writes a checked copy of the warehouse to .leadline/backups. Seven daily and four weekly ones are kept.

  --list       what backups there are
  --rehearse   restores the newest one into a scratch file, checks it and counts its rows`,
  words: [0, 0],
  options: { list: { type: 'boolean' }, rehearse: { type: 'boolean' } },
  run: (call) =>
    interruptible(call, (signal) =>
      withWarehouse(call, async ({ warehouse }) => {
        const work = { signal, report: shownAt(call.terminal) };
        if (call.options['list'] === true) {
          const listed = await warehouse.backups();
          if (!listed.ok) return listed;
          const lines = listed.value.map(({ at, kept, bytes, path }) => [at, kept, sizeText(bytes), path]);
          const heads = [
            { title: 'made' },
            { title: 'kept' },
            { title: 'size', figures: true },
            { title: 'file' },
          ];
          return ok({
            data: listed.value,
            text:
              lines.length === 0
                ? 'There is no backup yet. Make one with: backup'
                : textTable(heads, lines, 200),
          });
        }
        if (call.options['rehearse'] === true) {
          const rehearsed = await warehouse.rehearseRestore(work);
          if (!rehearsed.ok) return rehearsed;
          const { backup, relations, rows } = rehearsed.value;
          return ok({
            data: rehearsed.value,
            text: `${backup} can be restored: ${relations} relations, ${rows} rows.`,
          });
        }
        const made = await warehouse.backup(work);
        if (!made.ok) return made;
        return ok({ data: made.value, text: `Wrote ${made.value.path} (${sizeText(made.value.bytes)}).` });
      }),
    ),
};
