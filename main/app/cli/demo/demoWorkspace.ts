import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { withWorkbench } from '../session.ts';
import { shownAt } from '../shownAt.ts';
import { seedAsked } from './seedAsked.ts';

/** The whole demo in a folder of its own: made, loaded, built, studied; then the three answers. */
export async function demoWorkspace(call: Invocation, word: string): Promise<Result<Answer>> {
  const seed = seedAsked(call);
  if (!seed.ok) return seed;
  for (const name of ['rows', 'to', 'files-only'])
    if (call.options[name] !== undefined)
      return fail('BAD_INPUT', {
        message: `--${name} has no place where a whole workspace is made.`,
        next: 'Leave it out.',
      });
  if (call.within !== undefined)
    return fail('BAD_INPUT', {
      message: 'A pipeline can’t make a workspace: it runs in one.',
      next: 'Type demo and the folder at a terminal.',
    });
  const { prepareSocialWorkspace } = await import('../../demo/prepareSocialWorkspace.ts');
  const wish = { path: resolve(call.folder, word), seed: seed.value };
  return interruptible(call, (signal) =>
    withWorkbench(call, async (workbench) => {
      const work = { signal, report: shownAt(call.terminal) };
      const around = { ...workbench, userFolder: homedir() };
      const made = await prepareSocialWorkspace(around, wish, work);
      if (!made.ok) return made;
      const { path, already } = made.value;
      const brief = await (await workbench.brief()).read(signal);
      const answers = brief.ok ? (brief.value.answers ?? []) : [];
      return ok({
        data: { path, already, answers },
        text: [
          already
            ? `The demo is in ${path} already. Nothing was done.`
            : `The demo is ready in ${path}: two years of invented figures, loaded, built and studied.`,
          ...answers.map(({ question, answer }) => `${question}\n${answer}`),
          `Open it with: npm start -- --workspace ${path}`,
        ].join('\n\n'),
      });
    }),
  );
}
