import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { PlannedSlot } from '../../../pipelines/backfill/planBackfill.ts';
import type { BackfillId } from '../../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { BackfillWish } from '../../../pipelines/pipelines.ts';
import type { RunLine } from '../../../pipelines/records/records.ts';
import { daysAsRange } from '../../pipelines/daysAsRange.ts';
import type { Answer, Invocation } from '../command.ts';
import { countText, textTable } from '../textTable.ts';
import { askingBefore, asksPerson } from './followRun.ts';
import { keepAwake } from './keepAwake.ts';
import { paramsOf } from './params.ts';
import { patiently } from './patiently.ts';
import { shortInstant, stateWords, tookText } from './runTable.ts';
import { runnable, withPipelines } from './withPipelines.ts';

export interface BackfillAsked extends Pick<BackfillWish, 'reprocess' | 'order' | 'atOnce'> {
  /** Days, both of them taken. */
  readonly from: string;
  readonly to: string;
  readonly dry: boolean;
  readonly signal: AbortSignal;
}

const COLUMNS = [{ title: 'from' }, { title: 'to' }, { title: 'would' }, { title: 'had' }, { title: 'why' }];
const MOST = 1_000;

export function carryOutBackfill(call: Invocation, asked: BackfillAsked): Promise<Result<Answer>> {
  return withPipelines(call, async (opened) => {
    const written = await runnable(opened, call.words[0] ?? '');
    if (!written.ok) return written;
    const { name, pipeline } = written.value;
    const params = paramsOf(call.options['param'], pipeline ?? {});
    if (!params.ok) return params;
    const range = daysAsRange(asked, pipeline?.schedule, opened.zone);
    if (!range.ok) return range;
    const { reprocess, order, atOnce } = asked;
    const wish = { pipeline: name, ...range.value, reprocess, order, atOnce, params: params.value };
    if (asked.dry) {
      const plan = await opened.pipelines.planBackfill(wish);
      return plan.ok ? ok({ data: plan.value, text: planText(plan.value) }) : plan;
    }
    const started = await opened.pipelines.backfill(wish);
    return started.ok ? untilDone(opened, started.value, call, asked.signal) : started;
  });
}

function planText(plan: readonly PlannedSlot[]): string {
  const count = (does: PlannedSlot['does']) => countText(plan.filter((one) => one.does === does).length);
  const lines = plan.map(({ interval, does, had, why }) => [
    shortInstant(interval.from),
    shortInstant(interval.to),
    does,
    had ?? '',
    why,
  ]);
  const sum = `${countText(plan.length)} intervals: ${count('run')} to run, ${count('rerun')} to run again, ${count('pass over')} passed over. Nothing was done.`;
  return plan.length === 0
    ? 'No interval of this pipeline begins in that range.'
    : `${textTable(COLUMNS, lines)}\n${sum}`;
}

async function untilDone(
  { pipelines, records }: OpenedPipelines,
  id: BackfillId,
  call: Invocation,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  let wake = () => {};
  const unlisten = pipelines.onChange(() => wake());
  const cancel = () => void patiently(() => pipelines.cancelBackfill(id));
  signal.addEventListener('abort', cancel, { once: true });
  const told = new Map<string, RunLine['status']>();
  const awake = keepAwake();
  try {
    for (;;) {
      const changed = new Promise<void>((settle) => (wake = settle));
      const runs = await patiently(() => records.runs({ backfill: id }, { skip: 0, take: MOST }));
      if (!runs.ok) return runs;
      for (const run of [...runs.value].reverse()) {
        if (told.get(run.id) !== run.status && run.status !== 'queued')
          call.terminal.progress(
            `${shortInstant(run.interval.from)} ${stateWords(run.status)} ${tookText(run.startedAt, run.endedAt)}`.trim(),
          );
        told.set(run.id, run.status);
      }
      const open = runs.value.filter(({ status }) => ['queued', 'running', 'interrupted'].includes(status));
      if (open.length === 0) return ok(summary(runs.value));
      // What is left of it begins only after the one that asks: nothing would be told any more.
      const [next] = open.every(({ status }) => status === 'queued') ? open : [];
      const asks = next === undefined ? ok(null) : await askingBefore(records, next);
      if (!asks.ok) return asks;
      if (asks.value !== null) return asksPerson(asks.value);
      await changed;
    }
  } finally {
    awake.end();
    unlisten();
    signal.removeEventListener('abort', cancel);
  }
}

function summary(runs: readonly RunLine[]): Answer {
  const count = (status: RunLine['status']) => runs.filter((run) => run.status === status).length;
  const bad = runs.length - count('succeeded');
  const text = `${countText(runs.length)} runs: ${countText(count('succeeded'))} succeeded, ${countText(count('failed'))} failed, ${countText(count('cancelled'))} cancelled.`;
  return { data: runs, text, failed: bad > 0 };
}
