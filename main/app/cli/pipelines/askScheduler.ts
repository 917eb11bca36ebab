import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { asksPerson, followRun, unknownRun } from './followRun.ts';
import { nextRuns } from './nextRuns.ts';
import { stateWords, tookText } from './runTable.ts';
import { runnable, withPipelines } from './withPipelines.ts';

const SHOWN = 5;

/** A schedule switched on, off, or let go after it was held. */
export async function switchPipeline(
  call: Invocation,
  action: 'on' | 'off' | 'release',
  word: string,
): Promise<Result<Answer>> {
  const next = action === 'off' ? ok([]) : await nextRuns(call, word, SHOWN);
  if (!next.ok) return next;
  return withPipelines(call, async (opened) => {
    const written = await runnable(opened, word);
    if (!written.ok) return written;
    const { name } = written.value;
    const done =
      action === 'release'
        ? await opened.pipelines.release(name)
        : await opened.pipelines.turn(name, action === 'on');
    if (!done.ok) return done;
    const [first] = next.value;
    const told =
      first === undefined || first.next.length === 0
        ? (first?.why ?? '')
        : `Next: ${first.next.map(({ local }) => local).join('; ')}.`;
    const verb = action === 'release' ? 'goes on' : `is switched ${action}`;
    return ok({
      data: { pipeline: name, action, next: first?.next ?? [] },
      text: `${name} ${verb}. ${told}`.trim(),
    });
  });
}

/** A run taken up again or given up, followed to its end. */
export function askScheduler(
  call: Invocation,
  action: 'retry' | 'go-on' | 'give-up',
  word: string,
): Promise<Result<Answer>> {
  return interruptible(call, (signal) =>
    withPipelines(call, async (opened) => {
      const id = word as RunId;
      const there = await opened.records.run(id);
      if (!there.ok) return there;
      if (there.value === null) return unknownRun(word);
      const { pipelines } = opened;
      const done =
        action === 'retry' ? await pipelines.retry(id) : await pipelines.answer(id, action === 'go-on');
      if (!done.ok) return done;
      const ended = await followRun(opened, id, call.terminal, signal);
      if (!ended.ok) return ended;
      if (ended.value.id !== id) return asksPerson(ended.value);
      const { pipeline, status, startedAt, endedAt } = ended.value;
      const text = `${pipeline} ${stateWords(status)} in ${tookText(startedAt, endedAt)} (run ${id}).`;
      return ok({ data: ended.value, text, failed: status !== 'succeeded' && action !== 'give-up' });
    }),
  );
}
