import { join, resolve } from 'node:path';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { MOST_ROWS, writeDemoFiles } from '../demo/amazonPurchases/demoFiles.ts';
import { loadDemo } from '../demo/amazonPurchases/loadDemo.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { countText } from './textTable.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withWarehouse } from './withWarehouse.ts';

const NAME = 'amazon-purchases';
const ROWS = 100_000;

export const demoCommand: Command = {
  name: 'demo',
  summary: 'make demo data, and load it',
  usage: `demo ${NAME} [--rows N] [--seed S] [--to DIR] [--files-only]`,
  help: `
Writes invented files in the shape of the public ones that the template ${NAME} is for, and loads them into RAW.
The same rows and seed make the same files on every machine.

  --rows N       order lines (default: ${countText(ROWS)}; the public set has 1,850,000)
  --seed S       which of many such sets (default: 1)
  --to DIR       where the files go (default: "files" in the workspace)
  --files-only   doesn't load them`,
  words: [1, 1],
  options: {
    rows: { type: 'string' },
    seed: { type: 'string' },
    to: { type: 'string' },
    'files-only': { type: 'boolean' },
  },
  async run(call) {
    const { words, options, terminal, workspace } = call;
    if (words[0] !== NAME)
      return fail('BAD_INPUT', {
        message: `There is no demo data called "${words[0]}".`,
        next: `Use: demo ${NAME}.`,
      });
    const rows = wholeNumber(call, 'rows', { least: 1, most: MOST_ROWS, otherwise: ROWS });
    if (!rows.ok) return rows;
    const seed = wholeNumber(call, 'seed', { least: 0, most: 2 ** 31, otherwise: 1 });
    if (!seed.ok) return seed;
    const to = options['to'];
    const folder = typeof to === 'string' ? resolve(to) : join(workspace, 'files');
    return interruptible(call, async (signal) => {
      const work = { signal, report: shownAt(terminal) };
      const write = () => writeDemoFiles(folder, { rows: rows.value, seed: seed.value }, work);
      const made = (files: { path: string; rows: number }[]) =>
        files.map((file) => `${countText(file.rows)} rows in ${file.path}`);
      if (options['files-only'] === true) {
        const files = await write();
        if (!files.ok) return files;
        return ok({ data: { files: files.value }, text: made([...files.value]).join('\n') });
      }
      return withWarehouse(call, async ({ warehouse, notices }) => {
        for (const { message, next } of notices) terminal.progress(`${message}\n${next}`);
        const files = await write();
        if (!files.ok) return files;
        const loaded = await loadDemo(warehouse, files.value, work);
        if (!loaded.ok) return loaded;
        const landed = loaded.value.map((one) => `${countText(one.rows)} rows loaded into ${one.relation}`);
        const none = loaded.value.length === 0 ? ['All of it was loaded before.'] : landed;
        return ok({
          data: { files: files.value, loaded: loaded.value },
          text: [...made([...files.value]), ...none].join('\n'),
        });
      });
    });
  },
};
