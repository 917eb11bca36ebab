import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { exportStudied } from '../../studies/export/exportStudied.ts';
import { readyStudy } from '../../studies/studyFiles.ts';
import type { Answer, Invocation } from '../command.ts';
import { exportedText } from '../exportAsked.ts';
import { findingLine, findingText } from '../findingText.ts';
import { interruptible } from '../interrupt.ts';
import { shownAt } from '../shownAt.ts';
import { withReadableWarehouse } from '../withWarehouse.ts';

/** `study <name> --export-r <signal> <outcome> --to DIR`. */
export async function exportStudy(call: Invocation, name: string): Promise<Result<Answer>> {
  const { 'export-r': signal, to } = call.options;
  const outcome = call.words[1];
  if (typeof signal !== 'string' || outcome === undefined || typeof to !== 'string')
    return fail('BAD_INPUT', {
      message: '--export-r takes a signal and an outcome, and --to a folder.',
      next: `Write: study ${name} --export-r SIGNAL OUTCOME --to DIR`,
    });
  const ready = await readyStudy(call.workspace, name);
  if (!ready.ok) return ready;
  const folder = resolve(call.folder, to);
  return interruptible(call, (stopped) =>
    withReadableWarehouse(call, async ({ store }) => {
      const around = { store, work: { signal: stopped, report: shownAt(call.terminal) } };
      const exported = await exportStudied(ready.value, { signal, outcome }, folder, around);
      if (!exported.ok) return exported;
      const data = { ...findingLine(exported.value), exported: folder };
      return ok({ data, text: exportedText(findingText(exported.value), folder) });
    }),
  );
}
