import type { RunLine } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { RUN_KINDS } from '../words/kinds.ts';
import { runDuration, slotWords } from '../words/runWords.ts';
import { RUNS } from '../words/states.ts';

/** What the head of a run's column stands for, in words. */
export function headWords(run: RunLine, formats: Formats): string {
  const took = runDuration(run, Date.now());
  return [
    // Begins with what is seen, so that whoever speaks to the screen can say it.
    shortSlot(run, formats),
    `run of ${slotWords(run, formats)}`,
    RUNS[run.status].word,
    RUN_KINDS[run.kind].toLowerCase(),
    took === null ? 'not started' : formats.duration(took / 1_000),
  ].join(', ');
}

/** A run's slot where there is hardly any room. */
export function shortSlot(run: RunLine, { locale, zone }: Formats): string {
  const at = run.kind === 'scheduled' || run.kind === 'backfill' ? run.interval.from : run.queuedAt;
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(Date.parse(at));
}
