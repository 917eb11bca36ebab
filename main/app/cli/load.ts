import { resolve } from 'node:path';
import { Disposition, LoadWish, SchemaContract } from '../../../shared/contract/files.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { loadFiles } from '../loadFiles.ts';
import type { Command, Invocation } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { countText } from './textTable.ts';
import { withWarehouse } from './withWarehouse.ts';

export const loadCommand: Command = {
  name: 'load',
  summary: 'load files into RAW',
  usage: 'load <path…> --as raw.<name> [--disposition append|replace|merge --key COLUMN[,…]] [--dry-run]',
  help: `
Loads files, folders or patterns: CSV, TSV, JSON, JSON Lines, Excel or Parquet, also inside gzip or zip.
Ctrl-C stops it and leaves the warehouse as it was before the file under way.

  --as raw.<name>    the relation; it is made if it isn't there
  --disposition D    append (default), replace, or merge by key
  --key A[,B…]       for merge: the columns that tell one record from another
  --contract C       what doesn't fit the columns: evolve (default), freeze, discard-row or discard-value
  --dry-run          reads everything and counts, and writes nothing
  --again            loads a file also when its content is in the relation already
  --sheet S          of a workbook; otherwise its first
  --entry E          of a zip with several files; otherwise the first by name
  --header yes|no    whether the first row names the columns
  --delimiter D      what divides columns: one character, or "tab"
  --encoding E       utf-8, utf-16le, utf-16be or windows-1252

Of several files, each is a load of its own; with replace the first replaces and the others are added to it.
Rejected rows are kept in quarantine with their line and the reason.`,
  words: [1, 1_000],
  options: {
    as: { type: 'string' },
    disposition: { type: 'string' },
    key: { type: 'string' },
    contract: { type: 'string' },
    'dry-run': { type: 'boolean' },
    again: { type: 'boolean' },
    sheet: { type: 'string' },
    entry: { type: 'string' },
    header: { type: 'string' },
    delimiter: { type: 'string' },
    encoding: { type: 'string' },
  },
  async run(call) {
    const wish = wishFrom(call);
    if (!wish.ok) return wish;
    const { terminal, options } = call;
    const dry = options['dry-run'] === true;
    return interruptible(call, (signal) =>
      withWarehouse(call, async ({ warehouse, notices }) => {
        for (const { message, next } of notices) terminal.progress(`${message}\n${next}`);
        const work = { signal, report: shownAt(terminal) };
        const loaded = await loadFiles(warehouse, wish.value, { dry, work });
        if (!loaded.ok) return loaded;
        const { rows, rejected, loads, examples, skipped, notes } = loaded.value;
        for (const note of notes) terminal.progress(note);
        for (const path of skipped) terminal.progress(`There already, so not loaded again: ${path}`);
        for (const { line, ordinal, reason } of examples)
          terminal.progress(`  ${line === undefined ? `record ${ordinal}` : `line ${line}`}: ${reason}`);
        const into = dry
          ? `would be loaded into ${wish.value.relation}`
          : `loaded into ${wish.value.relation}`;
        const as = loads.length === 0 ? '' : ` as load ${loads.join(', ')}`;
        return ok({
          data: { relation: wish.value.relation, dry, ...loaded.value },
          text: `${countText(rows)} rows ${into}${as}, ${countText(rejected)} rejected.`,
        });
      }),
    );
  },
};

function wishFrom({ words, options, folder }: Invocation): Result<LoadWish> {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const relation = text('as');
  if (relation === undefined) return wrong('--as', 'is missing', 'Say where to, such as --as raw.orders.');
  if (!relation.startsWith('raw.'))
    return wrong('--as', 'must be in RAW', 'Files are loaded into RAW only, such as --as raw.orders.');
  const header = text('header');
  if (header !== undefined && header !== 'yes' && header !== 'no')
    return wrong('--header', 'is yes or no', 'Give one of the two.');
  const disposition = text('disposition') ?? 'append';
  if (!Disposition.safeParse(disposition).success)
    return wrong('--disposition', `can't be "${disposition}"`, 'Use append, replace or merge.');
  const contract = text('contract') ?? 'evolve';
  if (!SchemaContract.safeParse(contract).success)
    return wrong('--contract', `can't be "${contract}"`, 'Use evolve, freeze, discard-row or discard-value.');
  const key = (text('key') ?? '').split(',').filter((name) => name !== '');
  if (disposition === 'merge' && key.length === 0)
    return wrong('--key', 'is missing', 'Merge needs the columns that tell one record from another.');
  const delimiter = text('delimiter') === 'tab' ? '\t' : text('delimiter');
  const encoding = text('encoding');
  const sheet = text('sheet');
  const entry = text('entry');
  const wish = LoadWish.safeParse({
    paths: words.map((word) => resolve(folder, word)),
    relation,
    disposition,
    contract,
    key,
    again: options['again'] === true,
    reading: {
      ...(delimiter !== undefined && { delimiter }),
      ...(encoding !== undefined && { encoding }),
      ...(sheet !== undefined && { sheet }),
      ...(entry !== undefined && { entry }),
      ...(header !== undefined && { header: header === 'yes' }),
    },
  });
  if (wish.success) return ok(wish.data);
  const [issue] = wish.error.issues;
  const option = issue?.path[0] === 'relation' ? 'as' : String(issue?.path.at(-1));
  return wrong(`--${option}`, issue?.message ?? 'is not usable', 'Correct it and try again.');
}

function wrong(option: string, why: string, next: string) {
  return fail('BAD_INPUT', { message: `${option} ${why}.`, next });
}
