import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { loadSqlParser } from '../../../models/sql/parser.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { lintModels } from '../../models/lintModels.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { shownAt } from '../shownAt.ts';
import { oneOf, wishOf } from './wish.ts';
import { withModelling } from './withModelling.ts';

const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** What in the models the engines wouldn't answer alike, and every fault of the project's files, with their places. */
export async function lint(call: Invocation): Promise<Result<Answer>> {
  const wish = await wishOf('compile', call.options, call.folder);
  if (!wish.ok) return wish;
  const asked = oneOf(call.options, 'engine', ENGINES);
  if (!asked.ok) return asked;
  return interruptible(call, (signal) =>
    withModelling(call, async ({ modelling }) => {
      const project = await modelling.read(wish.value);
      if (!project.ok) return project;
      const listed = await modelling.list(wish.value);
      if (!listed.ok) return listed;
      const { nodes, warnings } = listed.value;
      for (const warning of warnings) call.terminal.progress(warning);
      const compiling = await modelling.compile(wish.value, { signal, report: shownAt(call.terminal) });
      if (!compiling.ok) return compiling;
      const compiled = new Map(
        compiling.value.flatMap(({ id, sql }) => (sql === null ? [] : [[id, sql] as const])),
      );
      const using = { parser: await loadSqlParser(), engine: asked.value ?? modelling.engine };
      const linted = lintModels(nodes, using, compiled);
      const problems = [...project.value.problems, ...linted.flatMap((one) => one.problems)];
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      const lines = problems.map(
        ({ file, line, column, severity, message }) => `${file}:${line}:${column} ${severity}: ${message}`,
      );
      const count = `${nodes.length} nodes read: ${errors} to mend, ${problems.length - errors} to know of.`;
      return ok({ data: problems, text: [...lines, count].join('\n'), failed: errors > 0 });
    }),
  );
}
