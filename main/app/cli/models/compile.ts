import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { shownAt } from '../shownAt.ts';
import { labelOf } from './liveLines.ts';
import { textOf, wishOf } from './wish.ts';
import { withModelling } from './withModelling.ts';

/** The SQL of what is selected; into files with --into, else to standard output. */
export async function compile(call: Invocation): Promise<Result<Answer>> {
  const wish = await wishOf('compile', call.options, call.folder);
  if (!wish.ok) return wish;
  const named = textOf(call.options, 'into');
  const into = named === undefined ? undefined : resolve(call.folder, named);
  return interruptible(call, (signal) =>
    withModelling(call, async ({ modelling }) => {
      const listed = await modelling.list(wish.value);
      if (!listed.ok) return listed;
      for (const warning of listed.value.warnings) call.terminal.progress(warning);
      const compiled = await modelling.compile(wish.value, { signal, report: shownAt(call.terminal) });
      if (!compiled.ok) return compiled;
      const failed = compiled.value.filter(({ failure }) => failure !== null);
      for (const { id, failure } of failed) {
        const places = (failure?.problems ?? []).map(
          ({ file, line, column, message }) => `  ${file}:${line}:${column} ${message}`,
        );
        call.terminal.progress(
          [`Failed: ${labelOf(id)}`, `  ${failure?.message}`, ...places, `  ${failure?.next}`].join('\n'),
        );
      }
      const good = compiled.value.flatMap(({ id, sql }) => (sql === null ? [] : [{ id, sql }]));
      if (into !== undefined) {
        const paths = new Map(listed.value.nodes.map((node) => [node.uniqueId, node]));
        for (const { id, sql } of good) {
          const node = paths.get(id);
          const file = resolve(
            into,
            node?.packageName ?? '',
            compiledPath(id, node?.path ?? id, node?.name ?? id),
          );
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, `${sql.trim()}\n`);
        }
      }
      const all = good.map(({ id, sql }) => (good.length === 1 ? sql.trim() : `-- ${id}\n${sql.trim()}\n`));
      return ok({
        data: compiled.value,
        text: into === undefined ? all.join('\n') : `Wrote ${good.length} files to ${into}.`,
        failed: failed.length > 0,
      });
    }),
  );
}

/** Several checks are declared in one file; each gets a file of its own. */
function compiledPath(id: string, path: string, name: string): string {
  return id.startsWith('test.') && !path.endsWith('.sql') ? join(path, `${name}.sql`) : path;
}
