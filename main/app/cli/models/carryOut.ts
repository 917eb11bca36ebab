import type { Result } from '../../../../shared/errors/failure.ts';
import type { BuildCommand } from '../../../models/build/request.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { buildAnswer } from './buildAnswer.ts';
import { liveLines } from './liveLines.ts';
import { operationOf, wishOf } from './wish.ts';
import { withModelling } from './withModelling.ts';

/** A command that makes or checks something: live lines while it does, then what came of it. */
export async function carryOut(
  command: BuildCommand,
  call: Invocation,
  macro?: string,
): Promise<Result<Answer>> {
  const wish = await wishOf(command, call.options, call.folder);
  if (!wish.ok) return wish;
  const operation = macro === undefined ? undefined : operationOf(macro, call.options);
  if (operation?.ok === false) return operation;
  return interruptible(call, (signal) =>
    withModelling(call, async ({ modelling, warehouse }) => {
      const options = { ...wish.value, ...(operation !== undefined && { operation: operation.value }) };
      const work = { signal, report: () => {} };
      const done = await modelling.build(options, work, liveLines(call.terminal));
      if (!done.ok) return done;
      await warehouse.store.tidy();
      return { ok: true, value: buildAnswer(done.value) };
    }),
  );
}

/** What failed or was skipped last time, once more. */
export async function retry(call: Invocation): Promise<Result<Answer>> {
  const wish = await wishOf('build', call.options, call.folder);
  if (!wish.ok) return wish;
  const { vars, threads, failFast, warnError } = wish.value;
  const changes = {
    ...(call.options['vars'] !== undefined && vars !== undefined && { vars }),
    ...(threads !== undefined && { threads }),
    ...(failFast === true && { failFast }),
    ...(warnError === true && { warnError }),
  };
  return interruptible(call, (signal) =>
    withModelling(call, async ({ modelling, warehouse }) => {
      const done = await modelling.retry(changes, { signal, report: () => {} }, liveLines(call.terminal));
      if (!done.ok) return done;
      await warehouse.store.tidy();
      return { ok: true, value: buildAnswer(done.value) };
    }),
  );
}
