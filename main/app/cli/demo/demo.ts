import { join, resolve } from 'node:path';
import { fail, ok } from '../../../../shared/errors/failure.ts';
import type { DemoFile } from '../../demo/demoFile.ts';
import type { Command } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { shownAt } from '../shownAt.ts';
import { countText } from '../textTable.ts';
import { withWarehouse } from '../withWarehouse.ts';
import { amazonPurchasesDemo, ROWS } from './amazonPurchasesDemo.ts';
import type { DemoKind } from './demoKind.ts';
import { demoWorkspace } from './demoWorkspace.ts';
import { socialToSalesDemo } from './socialToSalesDemo.ts';

const DEMOS: readonly DemoKind[] = [amazonPurchasesDemo, socialToSalesDemo];
const NAMES = DEMOS.map(({ name }) => name);

export const demoCommand: Command = {
  name: 'demo',
  summary: 'see it all with demo data: from an empty folder to the answers',
  usage: `demo <dir> [--seed S] | demo ${NAMES.join('|')} [--rows N] [--seed S] [--to DIR] [--files-only]`,
  help: `
demo <dir> makes a workspace of the template social-to-sales in that new or empty folder, with two years of invented attention
and sales in it, loads, builds and studies them, and prints the three answers: how long after a signal sales follow, which
platform leads most strongly, what to do now. It needs no network. Ctrl-C stops it; the same words go on from there.

demo ${NAMES[0]}, or another name below, writes invented files for the template of that name, and loads them into RAW of the
workspace. What is asked for in the same words is the same on every machine.

  amazon-purchases   order lines, people and states in the shape of the public files
  social-to-sales    two years of attention and sales by day, with leads planted between some of them; which, is written to
                     truth.json beside the files, and nothing reads it

  --rows N       order lines of amazon-purchases (default: ${countText(ROWS)}; the public set has 1,850,000)
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
    const kind = DEMOS.find(({ name }) => name === words[0]);
    if (kind === undefined && call.named)
      return fail('BAD_INPUT', {
        message: `There is no demo data called "${words[0]}".`,
        next: `Use: demo ${NAMES.join(', or demo ')}. To make a new workspace, leave --workspace out.`,
      });
    if (kind === undefined) return demoWorkspace(call, words[0] ?? '.');
    const asked = kind.asked(call);
    if (!asked.ok) return asked;
    const to = options['to'];
    const folder = typeof to === 'string' ? resolve(to) : join(workspace, 'files');
    return interruptible(call, async (signal) => {
      const work = { signal, report: shownAt(terminal) };
      const made = (files: readonly DemoFile[]) =>
        files.map((file) => `${countText(file.rows)} rows in ${file.path}`);
      if (options['files-only'] === true) {
        const files = await asked.value.write(folder, work);
        if (!files.ok) return files;
        return ok({ data: { files: files.value }, text: made(files.value).join('\n') });
      }
      return withWarehouse(call, async ({ warehouse, notices }) => {
        for (const { message, next } of notices) terminal.progress(`${message}\n${next}`);
        const files = await asked.value.write(folder, work);
        if (!files.ok) return files;
        const loaded = await asked.value.load(warehouse, files.value, work);
        if (!loaded.ok) return loaded;
        const landed = loaded.value.map((one) => `${countText(one.rows)} rows loaded into ${one.relation}`);
        const none = loaded.value.length === 0 ? ['All of it was loaded before.'] : landed;
        return ok({
          data: { files: files.value, loaded: loaded.value },
          text: [...made(files.value), ...none].join('\n'),
        });
      });
    });
  },
};
