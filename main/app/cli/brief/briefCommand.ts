import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Command, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { withWorkbench } from '../session.ts';
import { shownAt } from '../shownAt.ts';

export const briefCommand: Command = {
  name: 'brief',
  summary: 'what to do now: live trends with the days left to act, directives, what fails and what changed',
  usage: 'brief [--make] [--workspace DIR] [--json]',
  help: `
Prints the brief of the study that brief.yml names: what fails first, the three answers, live trends, the directives that are
open with their deadlines, and how often earlier forecasts held. Where the data end earlier than today, their last day counts
as today.

  --make  holds the latest findings against the last days first, and writes what comes of it`,
  words: [0, 0],
  options: { make: { type: 'boolean' } },
  run: (call) => interruptible(call, (signal) => brief(call, signal)),
};

async function brief(call: Invocation, signal: AbortSignal): Promise<Result<Answer>> {
  const { makeBrief } = await import('../../brief/makeBrief.ts');
  const { briefText } = await import('./briefText.ts');
  return withWorkbench(call, async (workbench) => {
    const opened = await workbench.workspaces.open(call.workspace);
    if (!opened.ok) return opened;
    const warehouse = await workbench.warehouse.get();
    if (!warehouse.ok) return warehouse;
    const screens = await workbench.brief();
    if (call.options['make'] === true) {
      const { config } = opened.value;
      const made = await makeBrief(
        {
          ...{ store: warehouse.value.store, folder: opened.value.path, clock: () => new Date() },
          ...{ zone: config?.zone ?? 'UTC', currency: config?.currency ?? 'EUR' },
        },
        { signal, report: shownAt(call.terminal) },
      );
      if (!made.ok) return made;
    }
    const read = await screens.read(signal);
    return read.ok ? ok({ data: read.value, text: briefText(read.value) }) : read;
  });
}
