import type { Progress } from '../../../shared/domain/job.ts';
import type { Terminal } from './terminal.ts';
import { countText, sizeText } from './textTable.ts';

/** Progress as a line: what is done, how far, how long still. */
export function shownAt(terminal: Terminal): (progress: Progress) => void {
  const began = performance.now();
  return (progress) => terminal.meter(progressText(progress, (performance.now() - began) / 1000));
}

export function progressText({ step, done, total, unit }: Progress, seconds: number): string {
  const amount = (count: number) =>
    unit === 'bytes' ? sizeText(count) : `${countText(count)} ${unit ?? ''}`.trim();
  if (total === undefined || total <= 0) return done > 0 ? `${step} · ${amount(done)}` : step;
  const share = Math.min(1, done / total);
  const parts = [step, `${amount(done)} of ${amount(total)}`, `${Math.floor(share * 100)} %`];
  if (share > 0 && seconds > 1)
    parts.push(`about ${Math.max(1, Math.round((seconds / share) * (1 - share)))} s left`);
  return parts.join(' · ');
}
