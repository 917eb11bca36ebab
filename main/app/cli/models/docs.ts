import { join, resolve } from 'node:path';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { DATA_FOLDER } from '../../../workspace/dataFolder.ts';
import { writeDocs } from '../../models/writeDocs.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { shownAt } from '../shownAt.ts';
import { textOf, wishOf } from './wish.ts';
import { withModelling } from './withModelling.ts';

/** A folder of plain pages about the project. */
export async function docs(call: Invocation): Promise<Result<Answer>> {
  const wish = await wishOf('compile', call.options, call.folder);
  if (!wish.ok) return wish;
  const vars = wish.value.vars ?? {};
  const named = textOf(call.options, 'into');
  return interruptible(call, (signal) =>
    withModelling(call, async ({ modelling, warehouse }) => {
      const project = await modelling.read({ vars });
      if (!project.ok) return project;
      const written = await writeDocs({
        project: project.value,
        modelling: { compile: (asked, work) => modelling.compile({ ...asked, vars }, work) },
        warehouse,
        folder: resolve(call.folder, named ?? join(modelling.folder, DATA_FOLDER, 'exports', 'docs')),
        clock: () => new Date(),
        work: { signal, report: shownAt(call.terminal) },
      });
      if (!written.ok) return written;
      const { index, pages } = written.value;
      return ok({ data: written.value, text: `Wrote ${pages} pages. Open ${index} in a browser.` });
    }),
  );
}
