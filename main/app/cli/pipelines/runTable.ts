import type { RunLine } from '../../../pipelines/records/records.ts';
import { countText, textTable } from '../textTable.ts';

const COLUMNS = [
  { title: 'run' },
  { title: 'pipeline' },
  { title: 'kind' },
  { title: 'state' },
  { title: 'interval from' },
  { title: 'started' },
  { title: 'took', figures: true },
  { title: 'note' },
];

export function runTable(runs: readonly RunLine[]): string {
  return textTable(
    COLUMNS,
    runs.map((run) => [
      run.id,
      run.pipeline,
      run.kind,
      stateWords(run.status),
      shortInstant(run.interval.from),
      run.startedAt === null ? '' : shortInstant(run.startedAt),
      tookText(run.startedAt, run.endedAt),
      run.note ?? '',
    ]),
  );
}

export function stateWords(status: RunLine['status']): string {
  return status === 'crash_loop' ? 'asks: it crashed three times' : status;
}

/** `2026-11-22 06:00Z`. */
export function shortInstant(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')}Z`;
}

export function tookText(from: string | null, to: string | null): string {
  if (from === null || to === null) return '';
  const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${countText(Math.round(seconds / 60))} min`;
}
