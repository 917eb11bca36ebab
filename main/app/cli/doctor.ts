import type { DoctorLine } from '../../../shared/contract/app.ts';
import { type Failure, ok } from '../../../shared/errors/failure.ts';
import { inspectWorkspace } from '../../workspace/inspect.ts';
import { fileChecks } from '../fileChecks.ts';
import type { Command } from './command.ts';
import { withWorkbench } from './session.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'examine the machine, the vault and the workspace',
  usage: 'doctor [--workspace DIR]',
  help: `
Prints one line a point: ok, warning or broken, with what to do. It changes nothing and works while the workspace
is open elsewhere. The exit code is 1 when something is broken.`,
  words: [0, 0],
  async run(call) {
    const { workspace, named } = call;
    const inspected = await inspectWorkspace(workspace, fileChecks);
    return withWorkbench(call, async (workbench) => {
      const found = await workbench.examine(inspected.ok ? inspected.value : null);
      const lines = inspected.ok || !named ? found : found.map((one) => unopened(one, inspected.failure));
      return ok({
        data: lines,
        text: lines.map(line).join('\n'),
        failed: lines.some((one) => one.state === 'broken'),
      });
    });
  },
};

/** A workspace asked for by name and not found is broken, not merely absent. */
function unopened(line: DoctorLine, { message, next }: Failure): DoctorLine {
  return line.id === 'workspace' ? { ...line, state: 'broken', detail: message, next } : line;
}

function line({ state, label, detail, next }: DoctorLine): string {
  const first = `${state.padEnd(7)}  ${label}: ${detail}`;
  return next === undefined ? first : `${first}\n         ${next}`;
}
