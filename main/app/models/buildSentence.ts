import type { NodeStatus } from '../../models/build/nodeResult.ts';
import type { BuildReport } from '../../models/build/request.ts';

/** What a build came to, for a person: what readers see now, what was kept back, and what to do about it. */
export function buildSentence(report: BuildReport): { readonly message: string; readonly next: string } {
  const { results, published, keptBack } = report;
  const count = (...statuses: readonly NodeStatus[]) =>
    results.filter((one) => statuses.includes(one.status)).length;
  const broken = count('error', 'runtime error');
  const failing = count('fail');
  const skipped = count('skipped');
  // Checks alone, ages of sources and operations publish nothing.
  const makes = results.some(({ kind }) => kind === 'model' || kind === 'seed' || kind === 'snapshot');
  const parts = [
    ...(published.length > 0 ? [`${many(published.length, 'relation')} published`] : []),
    ...(published.length === 0 && makes ? ['Nothing was published'] : []),
    ...(makes ? [] : [`${count('pass', 'success')} passed`]),
    ...(count('unchanged') > 0 ? [`${count('unchanged')} unchanged`] : []),
    ...(keptBack.length > 0 ? [`${keptBack.length} kept back`] : []),
    ...(broken > 0 ? [`${broken} failed`] : []),
    ...(failing > 0 ? [`${many(failing, 'check')} failed`] : []),
    ...(count('warn') > 0 ? [`${many(count('warn'), 'check')} warned`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(count('cancelled') > 0 ? ['cancelled'] : []),
  ];
  return { message: `${parts.join(', ')}.`, next: nextOf(failing, broken, keptBack.length) };
}

function nextOf(failing: number, broken: number, keptBack: number): string {
  if (broken > 0) return 'Mend what failed, then build again: what stands is left alone.';
  if (failing > 0 && keptBack > 0)
    return 'Readers still see what was there before. Look at the rows that failed, mend them or the check, and build again.';
  if (failing > 0) return 'Look at the rows that failed, then mend them or the check.';
  return 'Nothing is to be done.';
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
