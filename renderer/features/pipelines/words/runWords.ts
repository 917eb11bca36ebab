import type { RunDetail, RunLine } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { hasEnded, RUNS, TASKS, taskEnded } from './states.ts';
import { tookMs } from './times.ts';

/** How a run stands, in one sentence. */
export function runSentence({ run, tasks }: Pick<RunDetail, 'run' | 'tasks'>, formats: Formats): string {
  const { number } = formats;
  const ended = tasks.filter(({ status }) => taskEnded(status)).length;
  const failed = tasks.filter(({ status }) => status === 'failed');
  const steps = `${number(ended)} of ${number(tasks.length)} ${tasks.length === 1 ? 'step' : 'steps'} done`;
  switch (run.status) {
    case 'running': {
      const running = tasks.filter(({ status }) => status === 'running').map(({ step }) => step);
      if (running.length > 0) return `${steps}. Now at ${namesOf(running, number)}.`;
      const waits = tasks.find(({ status }) => !taskEnded(status) && status !== 'waiting');
      return waits === undefined
        ? `${steps}.`
        : `${steps}. ${waits.step}: ${lowered(TASKS[waits.status].word)}.`;
    }
    case 'failed': {
      const unreached = tasks.filter(({ status }) => status === 'upstream_failed').length;
      if (failed.length === 0) return run.note ?? RUNS.failed.means;
      const after =
        unreached === 0
          ? ''
          : `, so ${number(unreached)} ${unreached === 1 ? 'step' : 'steps'} after it did not begin`;
      return `Failed at ${namesOf(
        failed.map(({ step }) => step),
        number,
      )}${after}.`;
    }
    case 'succeeded': {
      const took = tookMs(run.startedAt, run.endedAt);
      const well =
        failed.length === 0
          ? ''
          : ` ${namesOf(
              failed.map(({ step }) => step),
              number,
            )} failed, which it may.`;
      return `${took === null ? 'Succeeded' : `Succeeded in ${formats.duration(took / 1_000)}`}.${well}`;
    }
    default:
      return RUNS[run.status].means;
  }
}

const NAMED = 2;

export function namesOf(names: readonly string[], number: (value: number) => string): string {
  const named = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${named} and ${number(names.length - NAMED)} more` : named;
}

function lowered(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

/** What a run is about: its slot where the schedule or a backfill gave it one, else when it was asked for. */
export function slotWords(
  run: Pick<RunLine, 'kind' | 'interval' | 'queuedAt' | 'slot'>,
  formats: Formats,
): string {
  if (run.kind === 'scheduled' || run.kind === 'backfill') return formats.instant(run.interval.from);
  return formats.instant(run.queuedAt);
}

/** How long it ran, or has run so far; null before it started. */
export function runDuration(run: RunLine, now: number): number | null {
  if (run.startedAt === null) return null;
  if (run.endedAt !== null) return tookMs(run.startedAt, run.endedAt);
  return hasEnded(run.status) ? null : Math.max(0, now - Date.parse(run.startedAt));
}
